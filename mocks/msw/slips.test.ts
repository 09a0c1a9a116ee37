// Slips of somebody whose editor checks no types: each is refused, with the name that was meant. Ignored, it would make
// a test pass that proves nothing.
import { RespondActivityTaskCompletedCommand } from '@aws-sdk/client-swf';
import { afterEach, describe, expect, test } from '@jest/globals';
import { respondActivityTaskCompleted } from '../../generated/handlers.ts';
import { complete } from '../fixtures/request.ts';
import { serveSwfMock } from '../http/server.ts';
import { createSwfMock } from './index.ts';

// biome-ignore lint/suspicious/noExplicitAny: in JavaScript everything is.
type Any = any;
const make = createSwfMock as Any;
const serve = serveSwfMock as Any;
const handler = respondActivityTaskCompleted as Any;
const operation = 'RespondActivityTaskCompleted';
const swf = make();
const on = (...match: unknown[]) => swf.on(operation, ...match);
afterEach(() => swf.reset());

type Slip = [string, () => unknown, string | RegExp];

const slips: Slip[] = [
  // Making a mock
  [
    `createSwfMock({ task: 'declared' })`,
    () => make({ task: 'declared' }),
    'createSwfMock has no option "task"; did you mean "tasks"?',
  ],
  [`createSwfMock('declared')`, () => make('declared'), 'createSwfMock takes an object, { tasks, access, '],
  [
    `createSwfMock({ tasks: 'some' })`,
    () => make({ tasks: 'some' }),
    `tasks must be 'any' or 'declared', not "some"`,
  ],
  [
    `createSwfMock({ others: true })`,
    () => make({ others: true }),
    `others must be 'error' or 'pass', not true`,
  ],
  [
    `createSwfMock({ limits: { task: 3 } })`,
    () => make({ limits: { task: 3 } }),
    'createSwfMock: limits has no option "task"; did you mean "tasks"?',
  ],
  [`createSwfMock({ limits: 100 })`, () => make({ limits: 100 }), 'limits takes an object, { tasks, '],
  [
    'createSwfMock({ account: 123456789012 })',
    () => make({ account: 123456789012 }),
    'account must be a string, not 123456789012',
  ],
  [
    'createSwfMock({ clock: new Date() })',
    () => make({ clock: new Date() }),
    'clock must be a function, not a value of class Date',
  ],
  [
    `createSwfMock({ endpoint: new URL('…') })`,
    () => make({ endpoint: new URL('http://x/') }),
    'endpoint must be a URL as a string, or a regular expression, not a value of class URL',
  ],
  [
    `createSwfMock({ unissuedToken: 'UnknownResource' })`,
    () => make({ unissuedToken: 'UnknownResource' }),
    `unissuedToken must be 'UnknownResourceFault' or 'ValidationException'`,
  ],

  // Tasks
  [
    'openTask({ heartbeatTimout: 30 })',
    () => swf.openTask({ heartbeatTimout: 30 }),
    'openTask has no option "heartbeatTimout"; did you mean "heartbeatTimeout"?',
  ],
  [
    `openTask({ heartbeatTimeout: '30' })`,
    () => swf.openTask({ heartbeatTimeout: '30' }),
    'openTask: heartbeatTimeout must be a number, not "30"',
  ],
  [`openTask('billing')`, () => swf.openTask('billing'), 'openTask takes an object, { domain, '],
  ['openTask({ taskToken })', () => swf.openTask({ taskToken: 'A' }), 'openTask has no option "taskToken"'],
  [
    `schedule({ taskList: { name: 'orders' } })`,
    () => swf.schedule({ taskList: { name: 'orders' } }),
    'schedule: taskList must be a string, the name of the list, not {"name":"orders"}',
  ],
  [
    `schedule({ activityType: 'ship' })`,
    () => swf.schedule({ activityType: 'ship' }),
    'schedule: activityType takes an object, { name, version }, not "ship"',
  ],
  [
    `schedule({ activityType: { name: 'ship', version: 1 } })`,
    () => swf.schedule({ activityType: { name: 'ship', version: 1 } }),
    'activityType: version must be a string, not 1',
  ],
  [
    'schedule({ input: { order: 17 } })',
    () => swf.schedule({ input: { order: 17 } }),
    'JSON.stringify makes one',
  ],
  [
    'task(task)',
    () => swf.task(swf.openTask()),
    'task takes a task token; pass the taskToken of the task, not the task',
  ],
  ['requestCancel()', () => swf.requestCancel(), 'requestCancel takes a task token, not undefined'],
  [
    `task('forgotten')`,
    () => swf.task('forgotten'),
    'no task has the token "forgotten" (reset() forgets all tasks)',
  ],
  [
    `heartbeat(token, { details: 'half' })`,
    () => swf.heartbeat('A', { details: 'half' }),
    'heartbeat: details must be a string, not {"details":"half"}',
  ],
  [
    `fail(token, 'no paper')`,
    () => swf.fail('A', 'no paper'),
    'fail takes an object, { reason, details }, not "no paper"',
  ],
  [`advance('61')`, () => swf.advance('61'), 'advance: "61" is not a number of seconds'],

  // Prescribed behaviour and calls
  [
    'on(RespondActivityTaskCompletedCommand)',
    () => swf.on(RespondActivityTaskCompletedCommand),
    `the operation must be a string, not the function RespondActivityTaskCompletedCommand; write 'RespondActivityTaskCompleted'`,
  ],
  [
    'calls(new RespondActivityTaskCompletedCommand({ … }))',
    () => swf.calls(new RespondActivityTaskCompletedCommand({ taskToken: 'A' })),
    `write 'RespondActivityTaskCompleted'`,
  ],
  [
    `on('respondActivityTaskComplete')`,
    () => swf.on('respondActivityTaskComplete'),
    'did you mean "RespondActivityTaskCompleted"?',
  ],
  [
    `on('RespondActivityTaskCompletedCommand')`,
    () => swf.on('RespondActivityTaskCompletedCommand'),
    'did you mean "RespondActivityTaskCompleted"?',
  ],
  ['on()', () => swf.on(), 'the operation must be a string, not undefined; there are'],
  [
    `on(operation, 'x')`,
    () => on('x'),
    'calls are matched by input members, { taskToken, result }, not by "x"',
  ],
  [
    'on(operation, { taskToken: undefined })',
    () => on({ taskToken: undefined }),
    'RespondActivityTaskCompleted always has taskToken; undefined never matches',
  ],
  [
    'on(operation, expect.objectContaining({ … }))',
    () => on(expect.objectContaining({ taskToken: 'A' })),
    'matched by input members, { taskToken, result }',
  ],
  [
    'replies({ status: 99 })',
    () => on().replies({ status: 99 }),
    'replies: status must be a whole number from 200 to 599, not 99',
  ],
  [
    'replies({ statusCode: 503 })',
    () => on().replies({ statusCode: 503 }),
    'replies has no option "statusCode"',
  ],
  [
    `replies('text')`,
    () => on().replies('text'),
    'replies takes an object, { status, headers, body }, not "text"',
  ],
  [
    'replies({ body: Buffer })',
    () => on().replies({ body: Buffer.from('x') }),
    'replies: body must be a string, or an object to be sent as JSON, not a value of class Buffer',
  ],
  [
    'replies({ status: 204, body })',
    () => on().replies({ status: 204, body: 'x' }),
    'a response with status 204 cannot have a body',
  ],
  [
    'replies({ headers: new Headers() })',
    () => on().replies({ headers: new Headers() }),
    'headers must be a plain object, not a value of class Headers',
  ],
  [
    `fails('UnknownResource')`,
    () => on().fails('UnknownResource'),
    'RespondActivityTaskCompleted has no fault "UnknownResource"; it has UnknownResourceFault',
  ],
  [
    'fails(new UnknownResourceFault())',
    () => on().fails(new Error('UnknownResourceFault')),
    'fault must be a string, not a value of class Error',
  ],
  ['fails()', () => on().fails(), 'nothing is prescribed'],
  [
    `fails(fault, 2)`,
    () => on().fails('UnknownResourceFault', 2),
    'fails takes an object, { message, times }, not 2',
  ],
  [
    `failsOnce(fault, { message })`,
    () => on().failsOnce('UnknownResourceFault', { message: 'gone' }),
    'message must be a string, not {"message":"gone"}',
  ],
  [
    'throttles({ times: 2 })',
    () => on().throttles({ times: 2 }),
    'the number of times must be a number, not {"times":2}',
  ],
  ['throttles(1.5)', () => on().throttles(1.5), 'the number of times must be a whole number, not 1.5'],
  [`delays('3')`, () => on().delays('3'), 'delaySeconds must be a number, not "3"'],
  ['behaves({ delay: 3 })', () => on().behaves({ delay: 3 }), 'on: a behaviour has no option "delay"'],
  ['onCall()', () => swf.onCall(), 'onCall: listener must be a function, not undefined'],
  [
    `setAccess('deny')`,
    () => swf.setAccess('deny'),
    'access: it is an object with a policy for each access key id',
  ],

  // Waits
  ['settled(task)', () => swf.settled(swf.openTask()), 'settled takes a task token'],
  ['settled(token, 5)', () => swf.settled('A', 5), 'settled takes an object, { seconds, signal }, not 5'],
  [
    'settled(token, { timeout: 5 })',
    () => swf.settled('A', { timeout: 5 }),
    'settled has no option "timeout"; it has seconds, signal',
  ],
  [
    `polled('orders')`,
    () => swf.polled('orders'),
    'polled takes an object, { taskList, domain, region }, not "orders"',
  ],
  [`polled({ tasklist: 'orders' })`, () => swf.polled({ tasklist: 'orders' }), 'did you mean "taskList"?'],
  [
    'arrival(operation, { seconds: 1 })',
    () => swf.arrival(operation, { seconds: 1 }),
    'has no member "seconds"; it has taskToken, result',
  ],
  ['idle(5)', () => swf.idle(5), 'idle takes an object, { seconds, signal }, not 5'],

  // A handler alone
  [
    'respondActivityTaskCompleted()',
    () => handler(),
    'RespondActivityTaskCompleted: resolver must be a function, not undefined',
  ],
  [
    'respondActivityTaskCompleted(resolver, { onec: true })',
    () => handler(() => {}, { onec: true }),
    'has no option "onec"; did you mean "once"?',
  ],

  // On a port
  [
    `serveSwfMock({ port: 'x' })`,
    () => serve({ port: 'x' }),
    'serveSwfMock: port must be a number from 0 to 65535, not "x"',
  ],
  ['serveSwfMock(8000)', () => serve(8000), 'serveSwfMock takes an object, { tasks, '],
  [
    `serveSwfMock({ control: 'false' })`,
    () => serve({ control: 'false' }),
    'control must be true or false, not "false"',
  ],
  ['serveSwfMock({ log: console })', () => serve({ log: console }), /log must be a function, not /],
  [
    `serveSwfMock({ endpoint: '/swf/' })`,
    () => serve({ endpoint: '/swf/' }),
    'serveSwfMock has no option "endpoint"',
  ],
  ['serveSwfMock({ swf: {} })', () => serve({ swf: {} }), 'swf must be a mock made by createSwfMock()'],
  [
    `serveSwfMock({ swf, tasks: 'declared' })`,
    () => serve({ swf, tasks: 'declared' }),
    'tasks has no effect together with swf',
  ],
];

/** What is thrown, at once or later. */
async function said(slip: () => unknown): Promise<string> {
  try {
    await slip();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}

describe('refused is', () => {
  test.each(slips)('%s', async (_, slip, why) => {
    expect(await said(slip)).toMatch(
      typeof why === 'string' ? new RegExp(why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : why,
    );
  });

  test('a reply that a function makes, when its call arrives', async () => {
    on().replies(async () => ({ status: 503 }));
    expect(await said(() => complete(swf, { taskToken: 'A' }))).toBe(
      'replies takes an object, { status, headers, body }, not a value of class Promise',
    );
  });
});

test('objects of another realm are objects, as with test runners that give each file its own', async () => {
  const { runInNewContext } = await import('node:vm');
  swf.on(operation, runInNewContext('({ taskToken: "A" })')).replies(runInNewContext('({ body: { a: 1 } })'));
  expect((await complete(swf, { taskToken: 'A' })).body).toBe('{"a":1}');
});

test('what is undefined is as if it were not said', async () => {
  const { tasks } = make({ tasks: undefined, limits: undefined });
  expect(tasks).toBe('any');
  swf.openTask({ heartbeatTimeout: undefined });
  await swf.polled({ taskList: undefined }, { seconds: 0.001 }).catch((error: Error) => {
    expect(error.message).toMatch(/^polled: no poll waits/);
  });
});
