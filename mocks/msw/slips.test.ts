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
    'createSwfMock: there is no "task"; did you mean "tasks"?',
  ],
  [
    `createSwfMock('declared')`,
    () => make('declared'),
    'createSwfMock: it takes an object, { tasks, access, ',
  ],
  [
    `createSwfMock({ tasks: 'some' })`,
    () => make({ tasks: 'some' }),
    `tasks is 'any' or 'declared', not "some"`,
  ],
  [`createSwfMock({ others: true })`, () => make({ others: true }), `others is 'error' or 'pass', not true`],
  [
    `createSwfMock({ limits: { task: 3 } })`,
    () => make({ limits: { task: 3 } }),
    'createSwfMock: limits: there is no "task"; did you mean "tasks"?',
  ],
  [`createSwfMock({ limits: 100 })`, () => make({ limits: 100 }), 'limits: it takes an object, { tasks, '],
  [
    'createSwfMock({ account: 123456789012 })',
    () => make({ account: 123456789012 }),
    'account is a text, not 123456789012',
  ],
  [
    'createSwfMock({ clock: new Date() })',
    () => make({ clock: new Date() }),
    'clock is a function, not a value of class Date',
  ],
  [
    `createSwfMock({ endpoint: new URL('…') })`,
    () => make({ endpoint: new URL('http://x/') }),
    'endpoint: it is a URL as a text, or a regular expression, not a value of class URL',
  ],
  [
    `createSwfMock({ unissuedToken: 'UnknownResource' })`,
    () => make({ unissuedToken: 'UnknownResource' }),
    `unissuedToken is 'UnknownResourceFault' or 'ValidationException'`,
  ],

  // Tasks
  [
    'openTask({ heartbeatTimout: 30 })',
    () => swf.openTask({ heartbeatTimout: 30 }),
    'openTask: there is no "heartbeatTimout"; did you mean "heartbeatTimeout"?',
  ],
  [
    `openTask({ heartbeatTimeout: '30' })`,
    () => swf.openTask({ heartbeatTimeout: '30' }),
    'openTask: heartbeatTimeout is a number, not "30"',
  ],
  [`openTask('billing')`, () => swf.openTask('billing'), 'openTask: it takes an object, { domain, '],
  ['openTask({ taskToken })', () => swf.openTask({ taskToken: 'A' }), 'openTask: there is no "taskToken"'],
  [
    `schedule({ taskList: { name: 'orders' } })`,
    () => swf.schedule({ taskList: { name: 'orders' } }),
    'schedule: taskList is a text, the name of the list, not {"name":"orders"}',
  ],
  [
    `schedule({ activityType: 'ship' })`,
    () => swf.schedule({ activityType: 'ship' }),
    'schedule: activityType: it takes an object, { name, version }, not "ship"',
  ],
  [
    `schedule({ activityType: { name: 'ship', version: 1 } })`,
    () => swf.schedule({ activityType: { name: 'ship', version: 1 } }),
    'activityType: version is a text, not 1',
  ],
  [
    'schedule({ input: { order: 17 } })',
    () => swf.schedule({ input: { order: 17 } }),
    'JSON.stringify makes one',
  ],
  [
    'task(task)',
    () => swf.task(swf.openTask()),
    'task: it takes the token of the task; pass its taskToken, not the task',
  ],
  ['requestCancel()', () => swf.requestCancel(), 'requestCancel: the task token is undefined'],
  [
    `task('forgotten')`,
    () => swf.task('forgotten'),
    'no task has the token "forgotten", or none has it any more: reset() forgets them',
  ],
  [
    `heartbeat(token, { details: 'half' })`,
    () => swf.heartbeat('A', { details: 'half' }),
    'heartbeat: details is a text, not {"details":"half"}',
  ],
  [
    `fail(token, 'no paper')`,
    () => swf.fail('A', 'no paper'),
    'fail: it takes an object, { reason, details }, not "no paper"',
  ],
  [`advance('61')`, () => swf.advance('61'), 'advance: "61" is not a number of seconds'],

  // Prescribed behaviour and calls
  [
    'on(RespondActivityTaskCompletedCommand)',
    () => swf.on(RespondActivityTaskCompletedCommand),
    `an operation is named by a text, not by the function RespondActivityTaskCompletedCommand; write 'RespondActivityTaskCompleted'`,
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
  ['on()', () => swf.on(), 'an operation is named by a text, not by undefined; there are'],
  [`on(operation, 'x')`, () => on('x'), 'calls are told apart by members, { taskToken, result }, not by "x"'],
  [
    'on(operation, { taskToken: undefined })',
    () => on({ taskToken: undefined }),
    'RespondActivityTaskCompleted always has taskToken, which is undefined here',
  ],
  [
    'on(operation, expect.objectContaining({ … }))',
    () => on(expect.objectContaining({ taskToken: 'A' })),
    'told apart by members, { taskToken, result }',
  ],
  [
    'replies({ status: 99 })',
    () => on().replies({ status: 99 }),
    'replies: 99 is no status of an answer; those are 200 to 599',
  ],
  [
    'replies({ statusCode: 503 })',
    () => on().replies({ statusCode: 503 }),
    'replies: there is no "statusCode"',
  ],
  [
    `replies('text')`,
    () => on().replies('text'),
    'replies: it takes an object, { status, headers, body }, not "text"',
  ],
  [
    'replies({ body: Buffer })',
    () => on().replies({ body: Buffer.from('x') }),
    'replies: body is a text, or an object that is sent as JSON, not a value of class Buffer',
  ],
  [
    'replies({ status: 204, body })',
    () => on().replies({ status: 204, body: 'x' }),
    'an answer with status 204 has no body',
  ],
  [
    'replies({ headers: new Headers() })',
    () => on().replies({ headers: new Headers() }),
    'headers is an object of texts, not a value of class Headers',
  ],
  [
    `fails('UnknownResource')`,
    () => on().fails('UnknownResource'),
    'RespondActivityTaskCompleted has no fault "UnknownResource"; it has UnknownResourceFault',
  ],
  [
    'fails(new UnknownResourceFault())',
    () => on().fails(new Error('UnknownResourceFault')),
    'fault is a text, not a value of class Error',
  ],
  ['fails()', () => on().fails(), 'nothing is prescribed'],
  [
    `fails(fault, 2)`,
    () => on().fails('UnknownResourceFault', 2),
    'fails: it takes an object, { message, times }, not 2',
  ],
  [
    `failsOnce(fault, { message })`,
    () => on().failsOnce('UnknownResourceFault', { message: 'gone' }),
    'message is a text, not {"message":"gone"}',
  ],
  ['throttles({ times: 2 })', () => on().throttles({ times: 2 }), 'the times are a number, not {"times":2}'],
  ['throttles(1.5)', () => on().throttles(1.5), '1.5 times is no whole number'],
  [`delays('3')`, () => on().delays('3'), 'delaySeconds is a number, not "3"'],
  ['behaves({ delay: 3 })', () => on().behaves({ delay: 3 }), 'on: there is no "delay"'],
  ['onCall()', () => swf.onCall(), 'onCall: listener is a function, not undefined'],
  [
    `setAccess('deny')`,
    () => swf.setAccess('deny'),
    'access: it is an object with a policy for each access key id',
  ],

  // Waits
  ['settled(task)', () => swf.settled(swf.openTask()), 'settled: it takes the token of the task'],
  ['settled(token, 5)', () => swf.settled('A', 5), 'settled: it takes an object, { seconds, signal }, not 5'],
  [
    'settled(token, { timeout: 5 })',
    () => swf.settled('A', { timeout: 5 }),
    'settled: there is no "timeout"; known are seconds, signal',
  ],
  [
    `polled('orders')`,
    () => swf.polled('orders'),
    'polled: it takes an object, { taskList, domain, region }, not "orders"',
  ],
  [`polled({ tasklist: 'orders' })`, () => swf.polled({ tasklist: 'orders' }), 'did you mean "taskList"?'],
  [
    'arrival(operation, { seconds: 1 })',
    () => swf.arrival(operation, { seconds: 1 }),
    'has no member "seconds"; it has taskToken, result',
  ],
  ['idle(5)', () => swf.idle(5), 'idle: it takes an object, { seconds, signal }, not 5'],

  // A handler alone
  [
    'respondActivityTaskCompleted()',
    () => handler(),
    'RespondActivityTaskCompleted: resolver is a function, not undefined',
  ],
  [
    'respondActivityTaskCompleted(resolver, { onec: true })',
    () => handler(() => {}, { onec: true }),
    'there is no "onec"; did you mean "once"?',
  ],

  // On a port
  [
    `serveSwfMock({ port: 'x' })`,
    () => serve({ port: 'x' }),
    'serveSwfMock: port is a number from 0 to 65535, not "x"',
  ],
  ['serveSwfMock(8000)', () => serve(8000), 'serveSwfMock: it takes an object, { tasks, '],
  [
    `serveSwfMock({ control: 'false' })`,
    () => serve({ control: 'false' }),
    'control is true or false, not "false"',
  ],
  ['serveSwfMock({ log: console })', () => serve({ log: console }), /log is a function, not /],
  [
    `serveSwfMock({ endpoint: '/swf/' })`,
    () => serve({ endpoint: '/swf/' }),
    'serveSwfMock: there is no "endpoint"',
  ],
  ['serveSwfMock({ swf: {} })', () => serve({ swf: {} }), 'swf is a mock, as createSwfMock() makes one'],
  [
    `serveSwfMock({ swf, tasks: 'declared' })`,
    () => serve({ swf, tasks: 'declared' }),
    'tasks says nothing beside swf',
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
      'replies: it takes an object, { status, headers, body }, not a value of class Promise',
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
