// Generated from spec/ by `npm run generate`. Do not edit.
import type { operations } from './control-types.js';
import type { Validator } from './validators.js';

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;

/** The operation behind each method and path. */
export declare const controlRoutes: {
  'GET /_swf-mock': 'describeMock';
  'GET /_swf-mock/tasks': 'listTasks';
  'POST /_swf-mock/tasks': 'openTask';
  'POST /_swf-mock/tasks/schedule': 'scheduleTask';
  'POST /_swf-mock/tasks/settled': 'waitForTask';
  'POST /_swf-mock/polled': 'waitForPoll';
  'POST /_swf-mock/arrival': 'waitForCall';
  'POST /_swf-mock/idle': 'waitUntilIdle';
  'POST /_swf-mock/tasks/describe': 'describeTask';
  'POST /_swf-mock/tasks/request-cancel': 'requestCancel';
  'POST /_swf-mock/tasks/heartbeat': 'heartbeat';
  'POST /_swf-mock/tasks/fail': 'failTask';
  'POST /_swf-mock/tasks/events': 'taskEvents';
  'POST /_swf-mock/tasks/history': 'taskHistory';
  'POST /_swf-mock/clock/advance': 'advanceClock';
  'GET /_swf-mock/scripts': 'listPending';
  'POST /_swf-mock/scripts': 'prescribe';
  'GET /_swf-mock/calls': 'listCalls';
  'PUT /_swf-mock/access': 'setAccess';
  'POST /_swf-mock/reset': 'reset';
};

/** The body that a control operation takes. */
export type ControlInput<O extends keyof typeof controlInputValidators> = Json<NonNullable<operations[O]['requestBody']>>;

/** The body that a control operation answers with when it succeeds. */
export type ControlOutput<O extends keyof operations> = Json<
  operations[O]['responses'][Extract<keyof operations[O]['responses'], 200 | 201>]
>;

/** The validator of each operation's request body. */
export declare const controlInputValidators: {
  openTask: Validator<ControlInput<'openTask'>>;
  scheduleTask: Validator<ControlInput<'scheduleTask'>>;
  waitForTask: Validator<ControlInput<'waitForTask'>>;
  waitForPoll: Validator<ControlInput<'waitForPoll'>>;
  waitForCall: Validator<ControlInput<'waitForCall'>>;
  waitUntilIdle: Validator<ControlInput<'waitUntilIdle'>>;
  describeTask: Validator<ControlInput<'describeTask'>>;
  requestCancel: Validator<ControlInput<'requestCancel'>>;
  heartbeat: Validator<ControlInput<'heartbeat'>>;
  failTask: Validator<ControlInput<'failTask'>>;
  taskEvents: Validator<ControlInput<'taskEvents'>>;
  taskHistory: Validator<ControlInput<'taskHistory'>>;
  advanceClock: Validator<ControlInput<'advanceClock'>>;
  prescribe: Validator<ControlInput<'prescribe'>>;
  setAccess: Validator<ControlInput<'setAccess'>>;
  reset: Validator<ControlInput<'reset'>>;
};

/** The validator of the body of each operation's successful response. */
export declare const controlOutputValidators: {
  describeMock: Validator<ControlOutput<'describeMock'>>;
  listTasks: Validator<ControlOutput<'listTasks'>>;
  openTask: Validator<ControlOutput<'openTask'>>;
  scheduleTask: Validator<ControlOutput<'scheduleTask'>>;
  waitForTask: Validator<ControlOutput<'waitForTask'>>;
  waitForPoll: Validator<ControlOutput<'waitForPoll'>>;
  waitForCall: Validator<ControlOutput<'waitForCall'>>;
  waitUntilIdle: Validator<ControlOutput<'waitUntilIdle'>>;
  describeTask: Validator<ControlOutput<'describeTask'>>;
  requestCancel: Validator<ControlOutput<'requestCancel'>>;
  heartbeat: Validator<ControlOutput<'heartbeat'>>;
  failTask: Validator<ControlOutput<'failTask'>>;
  taskEvents: Validator<ControlOutput<'taskEvents'>>;
  taskHistory: Validator<ControlOutput<'taskHistory'>>;
  advanceClock: Validator<ControlOutput<'advanceClock'>>;
  listPending: Validator<ControlOutput<'listPending'>>;
  prescribe: Validator<ControlOutput<'prescribe'>>;
  listCalls: Validator<ControlOutput<'listCalls'>>;
  setAccess: Validator<ControlOutput<'setAccess'>>;
  reset: Validator<ControlOutput<'reset'>>;
};
