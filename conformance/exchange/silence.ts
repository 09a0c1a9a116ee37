// An endpoint that accepts connections but never responds would cost a timeout for every case. After several timeouts and
// no response, the other requests are not sent.

import { Untestable } from '../errors.ts';
import type { Exchange } from './exchange.ts';

/** The request was not sent, because the endpoint has not responded so far. */
export class EndpointSilent extends Untestable {
  constructor(reason: string) {
    super(reason, 'raise --timeout');
  }
}

/** After this many timeouts and no complete response, an endpoint counts as silent. */
const maxTimeouts = 16;

/**
 * The exchange, until the endpoint counts as silent; after that it fails with EndpointSilent. A call that may be held does
 * not count.
 */
export function untilSilent(exchange: Exchange): Exchange {
  let timeouts = 0;
  let answered = false;
  return async (request, timeoutMs, mayBeHeld = false) => {
    if (!answered && timeouts >= maxTimeouts) {
      throw new EndpointSilent(
        `it was not sent: the endpoint responded to none of the first ${maxTimeouts} requests within ${timeoutMs} ms`,
      );
    }
    const answer = await exchange(request, timeoutMs, mayBeHeld);
    if (answer.kind !== 'failure' || answer.failure !== 'timeout') answered = true;
    else if (!mayBeHeld) timeouts += 1;
    return answer;
  };
}
