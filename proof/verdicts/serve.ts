// A mock on a free port with a transformation: of the request before the mock sees it, of its response, or of what happens
// on the socket. The faulty and correct servers for tests of the runner are made with it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createMock, type SwfMock, type SwfMockOptions } from '../../mocks/core/mock.ts';
import type { WireRequest } from '../../mocks/core/wire.ts';

/** A request with details that are not in its plain data. */
export type Received = WireRequest & {
  body: Uint8Array;
  /** The names of the headers as they were spelled. */
  spelling: string[];
  /** Which request on its connection it is, from 1. */
  onConnection: number;
  /** Makes the signal that is aborted when the client no longer waits for the response. */
  gone(): AbortSignal;
};

export type Answered = { status: number; headers: Record<string, string>; body: string | Uint8Array };

/** A response, or an action on the socket instead of one. */
export type Reply = Answered | ((socket: Socket) => void);

/** How a server responds. */
export type Answer = (request: Received) => Promise<Reply>;

/** Makes a reply from the request alone. */
export type Replying = (request: Received) => Reply;

/** Makes a reply from the request and the mock's own answer. */
export type Change = (request: Received, answered: Answered, swf: SwfMock) => Reply;

/** Transforms how a server responds; called once for each server, so it may keep state. */
export type Transformation = (usual: Answer, swf: SwfMock) => Answer;

export type Variant = {
  /** The options of the mock; with `declared`, it knows only tasks that were opened in it. */
  mock: SwfMockOptions & { tasks: 'any' | 'declared' };
  transformation: Transformation;
  /** How it responds after a restart, if that differs. The mock itself keeps its state. */
  restarted?: Transformation;
  /** Responds as soon as the head of a request has arrived; the body is discarded. */
  atHead?: (head: Head) => Answered | undefined;
};

export type Head = Pick<Received, 'headers'>;

export type Served = { endpoint: string; swf: SwfMock; restart(): Promise<void>; close(): Promise<void> };

/**
 * Serves a variant of the mock.
 *
 * @example const { endpoint, close } = await serve({ mock: { tasks: 'any' }, transformation: unchanged });
 */
export async function serve({ mock, transformation, restarted, atHead }: Variant): Promise<Served> {
  const swf = createMock(mock);
  const usual: Answer = async (request) => {
    const answered = await swf.answer(request, request.gone);
    if (answered === 'network-error') return (socket) => socket.resetAndDestroy();
    return answered;
  };
  let answer = transformation(usual, swf);
  const requestsOn = new WeakMap<Socket, number>();
  const server = createServer((message, response) => {
    const onConnection = (requestsOn.get(message.socket) ?? 0) + 1;
    requestsOn.set(message.socket, onConnection);
    handle(message, response, onConnection).catch(() => message.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    swf,
    restart: async () => {
      if (restarted) answer = restarted(usual, swf);
    },
    close: () => close(server),
  };

  async function handle(message: IncomingMessage, response: ServerResponse, onConnection: number) {
    const early = atHead?.({ headers: headersOf(message) });
    if (early) {
      message.resume();
      return send(early, message, response);
    }
    send(await answer(await receive(message, response, onConnection)), message, response);
  }
}

async function receive(
  message: IncomingMessage,
  response: ServerResponse,
  onConnection: number,
): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const headers = headersOf(message);
  return {
    method: message.method ?? '',
    url: `http://${headers.host}${message.url}`,
    headers,
    body: Buffer.concat(chunks),
    spelling: message.rawHeaders.filter((_, index) => index % 2 === 0),
    onConnection,
    gone() {
      const leaving = new AbortController();
      response.once('close', () => leaving.abort());
      return leaving.signal;
    },
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function send(reply: Reply, message: IncomingMessage, response: ServerResponse): void {
  if (typeof reply === 'function') {
    reply(message.socket);
    return;
  }
  response.sendDate = false;
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
