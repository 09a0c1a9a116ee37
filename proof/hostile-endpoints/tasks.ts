// Hostile answers where the runner makes tasks: from the control API of a mock, and from the operations of the service
// that it calls for this.
import type { Socket } from 'node:net';
import { type Reply, serveService } from '../../conformance/fixtures/service.ts';
import { head } from '../../conformance/fixtures/socket.ts';
import { deepList } from './content.ts';
import { answering, type Ending, type HostileEndpoint, luring, pour, response } from './hostile-endpoint.ts';
import { hostileTexts } from './hostile-texts.ts';

const text = hostileTexts.join('\n');
const reply = (body: string): Reply => ({ status: 200, body });
const history = (attributes: string) =>
  `{"taskToken":"a","events":[{"eventType":"ActivityTaskCompleted","activityTaskCompletedEventAttributes":${attributes}}]}`;
const histories = [
  reply(history(`{"result":${deepList}}`)),
  reply(history(`{"result":${JSON.stringify(text)}}`)),
  reply('{"events":"no list"}'),
];
const control = { args: ['--arrange', 'control', '--control-key', 'open sesame'] };
/** Without a control API the run ends before its first case. */
const noControl = { ...control, exits: [2] };
const whenTasksAreMade: Ending[] = ['response', 'timeout'];

export const tasks: HostileEndpoint[] = [
  // The runner waits for a poll three times, 70 s each, and 15 s for a task to time out.
  service('polls that hang', /^Poll/, 'hang', { waits: true, seconds: 300 }),
  service('hostile histories', /History$/, (count) => histories[count % histories.length], { waits: true }),
  service('one execution and then faults', /^Start/, (count) => (count === 0 ? undefined : { status: 500 })),
  service('no answers', /^(?!Respond)/, 'hang'),
  service('null as every answer', /^(?!Respond)/, reply('null')),
  service('a run id of lists in lists', /^StartWorkflowExecution$/, reply(`{"runId":${deepList}}`)),
  service('a token of 4 MB', /^PollForActivityTask$/, reply(`{"taskToken":"${'a'.repeat(4_000_000)}"}`)),
  service('refusals of hostile text', /^Register/, { status: 400, body: { __type: text, message: text } }),
  answering('no control API but an endless body', 'over-long', pourBody, noControl),
  answering('no control API but hostile text', 'response', response('404 Not Found', text), noControl),
  answering('no control API but lists in lists', 'response', response('200 OK', deepList), noControl),
  luring(
    'no control API but a redirect to another server',
    ({ href }) => head('307 Temporary Redirect', `Location: ${href}`, 'Content-Length: 0'),
    noControl,
  ),
  controlApi('a token of lists in lists', `{"taskToken":${deepList}}`),
  controlApi('a token of hostile text', JSON.stringify({ taskToken: text.slice(0, 1000) })),
  controlApi('an event of null', '{"taskToken":"a","events":[null]}'),
  controlApi('an event of lists in lists', history(`{"result":${deepList}}`)),
];

/** The service, with another answer to some operations; a function is told how often the operation was called. */
function service(
  name: string,
  operations: RegExp,
  answer: Reply | 'hang' | ((count: number) => Reply | undefined),
  options?: Pick<HostileEndpoint, 'waits' | 'seconds'>,
): HostileEndpoint {
  const serve = async () => {
    const { url, close } = await serveService((operation, _, count) => {
      if (!operations.test(operation)) return undefined;
      return typeof answer === 'function' ? answer(count) : answer;
    });
    return { url: new URL(url), close };
  };
  const args = ['--arrange', 'swf'];
  return { name: `service with ${name}`, endings: whenTasksAreMade, args, serve, ...options };
}

/** The control API of a mock, with one answer to every request but the first. */
function controlApi(name: string, answer: string): HostileEndpoint {
  const answers = (socket: Socket, _: number, request: Buffer) => {
    const path = /^\S+ (\S+)/.exec(request.toString('latin1'))?.[1] ?? '';
    const first = path === '/_swf-mock/' ? '{"name":"swf-mock","tasks":"declared"}' : answer;
    socket.write(response('200 OK', path.startsWith('/_swf-mock/') ? first : ''));
  };
  return answering(`control API with ${name}`, whenTasksAreMade, answers, control);
}

function pourBody(socket: Socket): void {
  socket.write(head('200 OK'));
  pour(socket, 'a');
}
