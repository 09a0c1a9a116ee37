// Sends one request over and over, on a few connections at once, and counts the answers. As little as possible is
// done with them, so that the server is what is measured.
import { connect, type Socket } from 'node:net';

export type Load = { perSecond: number; answered: number; refused: number };

/**
 * Loads a server with copies of a request.
 *
 * @param request makes the bytes of request number `n`, head and body
 * @param seconds how long is measured
 */
export async function load(
  url: string,
  request: (n: number) => string,
  { seconds = 2, connections = 16 }: { seconds?: number; connections?: number } = {},
): Promise<Load> {
  const { hostname, port } = new URL(url);
  let sent = 0;
  let answered = 0;
  let refused = 0;
  let over = false;
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    let received = '';
    const send = () => socket.write(request(sent++));
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      answered += 1;
      if (!received.startsWith('HTTP/1.1 200')) refused += 1;
      received = '';
      if (!over) send();
    });
    return socket;
  });
  const start = performance.now();
  await failing(sockets, new Promise((resolve) => setTimeout(resolve, seconds * 1_000)));
  over = true;
  const perSecond = (answered / (performance.now() - start)) * 1_000;
  for (const socket of sockets) socket.destroy();
  return { perSecond, answered, refused };
}

/** Whether a response is all there. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= end + 4 + Number(length);
}

/** A connection that breaks makes the measurement void. */
function failing(sockets: Socket[], measured: Promise<unknown>): Promise<unknown> {
  const broken = sockets.map(
    (socket) =>
      new Promise((_, reject) => {
        socket.on('error', reject);
        socket.on('close', () => reject(new Error('the server closed a connection')));
      }),
  );
  return Promise.race([measured, ...broken]);
}
