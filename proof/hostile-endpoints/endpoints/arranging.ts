// Endpoints that do harm where tasks are made: in what the control API answers, and in what the operations answer by
// which tasks are arranged.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Reply, serveService } from '../../../conformance/fixtures/service.ts';
import { head } from '../../../conformance/fixtures/socket.ts';
import { type Coming, type Family, type HostileEndpoint, listening, onRequest, pour } from '../endpoint.ts';
import { hostileTexts } from '../texts.ts';

const whatever: Coming[] = ['response', 'timeout'];
const control = { args: ['--arrange', 'control', '--control-key', 'open sesame'] };
/** The control API is asked first, and without it there is no run. */
const noControl = { ...control, exits: [2] };
const hostileText = Object.entries(hostileTexts)
  .flatMap(([name, text]) => (name.startsWith('many-') ? [] : text.slice(0, 200)))
  .join('\n');
const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const history = (attributes: string, type = 'ActivityTaskCompleted') =>
  `{"events":[{"eventType":"${type}","activityTaskCompletedEventAttributes":${attributes}}]}`;

export const arranging: Family = {
  name: 'arranging of tasks',
  endpoints: [
    onRequest(
      'control-endless-body',
      'over-long',
      (socket) => {
        socket.write(head('200 OK'));
        pour(socket, 'a');
      },
      noControl,
    ),
    onRequest(
      'control-bomb',
      'response',
      (socket) => {
        const bomb = gzipSync(Buffer.alloc(64 << 20));
        socket.write(head('200 OK', 'Content-Encoding: gzip', `Content-Length: ${bomb.byteLength}`));
        socket.end(bomb);
      },
      noControl,
    ),
    onRequest(
      'control-says-hostile-texts',
      'response',
      (socket) => {
        socket.write(head('404 Not Found', `Content-Length: ${Buffer.byteLength(hostileText)}`));
        socket.end(hostileText);
      },
      noControl,
    ),
    onRequest('control-is-deep', 'response', (socket) => socket.end(`${head('200 OK')}${deep}`), noControl),
    controlRedirect(),
    controlTask('token-of-megabytes', JSON.stringify({ taskToken: 'a'.repeat(4_000_000) })),
    controlTask('token-of-hostile-letters', JSON.stringify({ taskToken: hostileText.slice(0, 1000) })),
    controlTask('token-is-deep', `{"taskToken":${deep}}`),
    controlTask('events-are-a-number', '{"taskToken":"a","events":1}'),
    controlTask('events-are-null', '{"taskToken":"a","events":[null]}'),
    controlTask(
      'event-is-deep',
      `{"taskToken":"a",${history(`{"result":${deep},"details":${deep}}`).slice(1)}`,
    ),
    controlTask(
      'event-is-long',
      `{"taskToken":"a",${history(`{"result":"${'a'.repeat(4_000_000)}"}`).slice(1)}`,
    ),
    controlTask('event-is-of-an-odd-type', `{"taskToken":"a",${history('{}', 'constructor').slice(1)}`),
    service('polls-hang', (operation) => (operation.startsWith('Poll') ? 'hang' : undefined)),
    service('everything-hangs-but-answers', (operation) =>
      operation.startsWith('Respond') ? undefined : 'hang',
    ),
    service('everything-is-null', (operation) =>
      operation.startsWith('Respond') ? undefined : { status: 200, body: 'null' },
    ),
    service('run-id-is-deep', (operation) =>
      operation === 'StartWorkflowExecution' ? { status: 200, body: `{"runId":${deep}}` } : undefined,
    ),
    service('history-is-a-text', (operation) =>
      operation === 'GetWorkflowExecutionHistory' ? { status: 200, body: '{"events":"a"}' } : undefined,
    ),
    service('history-is-deep', (operation) =>
      operation === 'GetWorkflowExecutionHistory'
        ? { status: 200, body: history(`{"result":${deep}}`) }
        : undefined,
    ),
    service('history-says-hostile-texts', (operation) =>
      operation === 'GetWorkflowExecutionHistory'
        ? { status: 200, body: history(JSON.stringify({ result: hostileText })) }
        : undefined,
    ),
    service('token-of-megabytes', (operation) =>
      operation === 'PollForActivityTask'
        ? { status: 200, body: { taskToken: 'a'.repeat(4_000_000) } }
        : undefined,
    ),
    service('refuses-with-hostile-texts', (operation) =>
      operation.startsWith('Register')
        ? { status: 400, body: { __type: hostileText, message: hostileText } }
        : undefined,
    ),
  ],
};

/** The control API of a mock, with one answer to everything that comes after the first question. */
function controlTask(name: string, body: string): HostileEndpoint {
  const serve = () =>
    listening(
      createServer((request: IncomingMessage, response: ServerResponse) => {
        request.resume();
        if (!request.url?.startsWith('/_swf-mock/')) response.writeHead(200).end();
        else if (request.url === '/_swf-mock/') response.end('{"name":"swf-mock","tasks":"declared"}');
        else response.end(body);
      }),
    );
  return { name: `control-${name}`, comes: whatever, ...control, serve };
}

/** Sends the question for the control API on to another server, which must not get the key. */
function controlRedirect(): HostileEndpoint {
  return {
    name: 'control-redirects-elsewhere',
    comes: ['response'],
    ...noControl,
    async serve() {
      let visitors = 0;
      const other = await listening(
        createSocketServer(() => {
          visitors += 1;
        }),
      );
      const endpoint = await listening(
        createServer((_, response) => {
          response.writeHead(307, { Location: other.url.href }).end();
        }),
      );
      return {
        url: endpoint.url,
        trespasses: () => (visitors === 0 ? [] : [`it was followed to another server, ${visitors} times`]),
        close: async () => {
          await Promise.all([endpoint.close(), other.close()]);
        },
      };
    },
  };
}

function service(name: string, fault: (operation: string) => Reply | 'hang' | undefined): HostileEndpoint {
  return {
    name: `service-${name}`,
    comes: whatever,
    args: ['--arrange', 'swf'],
    async serve() {
      const { url, close } = await serveService(fault);
      return { url: new URL(url), close };
    },
  };
}
