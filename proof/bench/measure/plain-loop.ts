// Requests that were made beforehand, sent with node:http and nothing else: what any client pays that sends the same
// bytes, each on a connection of its own as the runner does.
import { request as httpRequest } from 'node:http';
import { type Exchange, exchange } from '../../../conformance/exchange/exchange.ts';
import type { WireRequest } from '../../../conformance/request/request.ts';

/** An exchange that keeps what it sends. */
export function recording(): { exchange: Exchange; sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  return {
    sent,
    exchange: (request, timeoutMs) => {
      sent.push(request);
      return exchange(request, timeoutMs);
    },
  };
}

/** Sends the requests, so many at a time, and reads the answers to their ends. */
export async function sendPlainly(requests: WireRequest[], concurrency: number): Promise<void> {
  let next = 0;
  const sendOn = async () => {
    for (let each = requests[next++]; each; each = requests[next++]) await sendOne(each);
  };
  await Promise.all(Array.from({ length: concurrency }, sendOn));
}

function sendOne({ url, method, headers, body }: WireRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, agent: false, setHost: false, headers: headers.flat() });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => response.resume().on('end', resolve));
    outgoing.end(body.byteLength > 0 ? body : undefined);
  });
}
