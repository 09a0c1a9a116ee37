// Requests that come on a connection before those ahead of them are answered. Their answers wait, however soon they are
// known, and each takes up memory.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** So many of all connections together. */
const defaultLimit = 10_000;

export type Pipelines = {
  /** Whether a request may wait for its turn; where not, its connection is to be cut. */
  admit(socket: Socket, reply: ServerResponse): boolean;
};

export function createPipelines(limit = defaultLimit): Pipelines {
  let waiting = 0;
  const ofSocket = new Map<Socket, number>();
  const add = (socket: Socket, count: number) => {
    const before = ofSocket.get(socket);
    if (before === undefined) return;
    ofSocket.set(socket, before + count);
    waiting += count;
  };
  return {
    admit(socket, reply) {
      // Until its turn comes a reply has no socket.
      if (reply.socket !== null) return true;
      if (socket.destroyed || waiting >= limit) return false;
      if (!ofSocket.has(socket)) {
        ofSocket.set(socket, 0);
        socket.once('close', () => {
          add(socket, -(ofSocket.get(socket) ?? 0));
          ofSocket.delete(socket);
        });
      }
      add(socket, 1);
      reply.once('socket', () => add(socket, -1));
      return true;
    },
  };
}
