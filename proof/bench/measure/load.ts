// Sends requests on a few connections, one after the other on each, and times the answers. As little as possible is
// done with them, so that the server is what is measured.
import { connect, type Socket } from 'node:net';

export type Load = {
  perSecond: number;
  /** How long answers took, in milliseconds: half of them at most `p50`, 99 of 100 at most `p99`. */
  p50: number;
  p99: number;
  answered: number;
  /** Answers with another status than 200. */
  refused: number;
};

/** A request in bytes, and where in it a number stands that is another one in each copy. */
export type NumberedRequest = { bytes: Buffer; numberAt: number; digits: number };

/** How many requests were made of a template so far; several loads go on counting. */
export type Counter = { next: number };

/**
 * Loads a server with copies of a request, each with a number of its own.
 *
 * @param extent how long is measured, or how many requests are sent
 */
export async function load(
  url: string,
  request: NumberedRequest,
  counter: Counter,
  extent: { seconds: number } | { requests: number },
  connections = 16,
): Promise<Load> {
  const { hostname, port } = new URL(url);
  const times: number[] = [];
  let refused = 0;
  let over = false;
  let left = 'requests' in extent ? extent.requests : Number.POSITIVE_INFINITY;
  const sockets = new Set<Socket>();

  /** One request after the other, on a connection that is opened again when the server ends it after an answer. */
  function lane(): Promise<void> {
    const copy = Buffer.from(request.bytes);
    let sentAt = 0;
    let received = '';
    return new Promise((resolve, reject) => {
      open();
      function open() {
        const socket = connect(Number(port), hostname, send);
        socket.setNoDelay(true);
        sockets.add(socket);
        let waiting = false;
        socket.on('error', reject);
        socket.on('close', () => {
          sockets.delete(socket);
          if (over) resolve();
          else if (waiting) reject(new Error('the server closed a connection without an answer'));
          else open();
        });
        socket.on('data', (chunk) => {
          received = received === '' ? chunk.toString('latin1') : received + chunk.toString('latin1');
          if (!isWhole(received)) return;
          times.push(performance.now() - sentAt);
          if (!received.startsWith('HTTP/1.1 200')) refused += 1;
          const ends = /\r\nconnection: close/i.test(received);
          received = '';
          waiting = false;
          if (!ends) send();
        });
        function send() {
          if (over || left <= 0) return resolve();
          left -= 1;
          waiting = true;
          copy.write(String(counter.next++).padStart(request.digits, '0'), request.numberAt, 'latin1');
          sentAt = performance.now();
          socket.write(copy);
        }
      }
    });
  }

  const start = performance.now();
  const finished = Promise.all(Array.from({ length: connections }, lane));
  if ('seconds' in extent) await Promise.race([finished, after(extent.seconds)]);
  else await finished;
  over = true;
  const perSecond = (times.length / (performance.now() - start)) * 1_000;
  for (const socket of sockets) socket.destroy();
  return { perSecond, ...percentiles(times), answered: times.length, refused };
}

const after = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

function percentiles(times: number[]): { p50: number; p99: number } {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Whether a response is all there. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= end + 4 + Number(length);
}
