import { expect, test } from '@jest/globals';
import type { AnyCall } from './call.ts';
import { callsInWords, shown } from './in-words.ts';

const call = (differing: object): AnyCall => ({
  input: {},
  outcome: 'accepted',
  at: new Date(0),
  requestId: '0976f0f4-3ff6-11e1-9a27-0760db01a4a8',
  region: 'us-east-1',
  ...differing,
});

test('values are shown as JSON, patterns as they are written, and long texts cut', () => {
  expect(shown({ a: /^x$/, b: (value: unknown) => value === 1, c: [null, 1] })).toBe(
    '{"a":"/^x$/","b":"(value) => value === 1","c":[null,1]}',
  );
  expect(shown({ d: expect.any(String) })).toBe('{"d":"Any"}');
  expect(shown('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
  expect(shown('x'.repeat(61))).toBe(`"${'x'.repeat(28)}…${'x'.repeat(28)} (61 characters)"`);
});

test('calls are listed by their number, with what each names', () => {
  expect(
    callsInWords([
      call({ operation: 'RespondActivityTaskCompleted', input: { taskToken: 'A' } }),
      call({ target: 'SimpleWorkflowService.CountOpenWorkflowExecutions' }),
      call({}),
    ]),
  ).toBe(`
  1. RespondActivityTaskCompleted accepted {"taskToken":"A"}
  2. CountOpenWorkflowExecutions accepted {}
  3. a request without a target accepted {}`);
  expect(callsInWords([call({ operation: 'RespondActivityTaskCompleted' })], 'unnamed')).toBe(
    '\n  1. accepted {}',
  );
});

test('of more than fifty calls the latest are listed, and the others counted', () => {
  const lines = callsInWords(Array.from({ length: 52 }, () => call({}))).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '',
    '  … 2 more before these',
    '  3. a request without a target accepted {}',
  ]);
  expect(lines).toHaveLength(52);
});
