import { expect, test } from '@jest/globals';
import { noAnswer, reading, response, unknownResource } from '../fixtures/sent.ts';
import { whatIsUndescribed } from './described.ts';
import { readWaitingAnswer } from './outcome.ts';

const headers: [string, string][] = [
  ['content-TYPE', 'application/x-amz-json-1.0'],
  ['X-AMZN-requestid', '0976f0f4-3ff6-11e1-9a27-0760db01a4a8'],
];
const beat = (body: unknown, of = headers) =>
  whatIsUndescribed('RecordActivityTaskHeartbeat', reading(response(200, body, of)));

test('an answer that is as described has nothing wrong', () => {
  expect(beat({ cancelRequested: true })).toBeUndefined();
});

test('what is wrong is told with the body', () => {
  expect(beat({ cancelRequested: 'no' })).toBe(
    'body/cancelRequested must be boolean, in the body "{\\"cancelRequested\\":\\"no\\"}"',
  );
  expect(beat({})).toMatch(/^body must have required property 'cancelRequested', in the body "\{\}"$/);
});

test('of a long body its beginning is told', () => {
  expect(beat(`[${'1'.repeat(118)}]`)).toMatch(/in the body "\[1{118}\]"$/);
  expect(beat(`[${'1'.repeat(119)}]`)).toMatch(/in the body "\[1{119}…"$/);
});

test('an idle answer is held against the description too, and a refusal or no answer is not', () => {
  const idle = readWaitingAnswer(reading(response(200, { taskToken: 5 }, headers)), '/none');
  expect(whatIsUndescribed('PollForActivityTask', idle)).toMatch(/^body/);
  expect(whatIsUndescribed('PollForActivityTask', reading(unknownResource))).toBeUndefined();
  expect(whatIsUndescribed('PollForActivityTask', reading(noAnswer()))).toBeUndefined();
  expect(whatIsUndescribed('constructor', reading(response(200, {})))).toBeUndefined();
});
