// An endpoint that accepts connections and never answers would take a timeout for every case. When nothing at all has
// come back for a while, the rest is not sent.

import { Untestable } from '../errors.ts';
import type { Exchange } from './exchange.ts';

/** Nothing was sent, because the endpoint has answered nothing so far. */
export class EndpointSilent extends Untestable {
  constructor(reason: string) {
    super(reason, 'raise --timeout');
  }
}

/** After so many timeouts and no complete answer, an endpoint is taken to be silent. */
const patience = 16;

/**
 * The exchange, until the endpoint proves silent; from then on it fails with EndpointSilent. A call that may be held
 * proves nothing by going unanswered.
 */
export function untilSilent(exchange: Exchange): Exchange {
  let timeouts = 0;
  let answered = false;
  return async (request, timeoutMs, mayBeHeld = false) => {
    if (!answered && timeouts >= patience) {
      throw new EndpointSilent(
        `it was not sent: the endpoint answered none of the first ${patience} requests within ${timeoutMs} ms`,
      );
    }
    const answer = await exchange(request, timeoutMs, mayBeHeld);
    if (answer.kind !== 'failure' || answer.failure !== 'timeout') answered = true;
    else if (!mayBeHeld) timeouts += 1;
    return answer;
  };
}
