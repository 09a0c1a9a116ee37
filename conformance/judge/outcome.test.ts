import { describe, expect, test } from '@jest/globals';
import { randomToken } from '../exchange/context.ts';
import type { Answer } from '../exchange/exchange.ts';
import {
  accepted,
  noAnswer,
  outcomeOf,
  reading,
  response,
  sent,
  unknownResource,
  validationException,
} from '../fixtures/sent.ts';
import { describeAnswer, readWaitingAnswer, sameAnswer } from './outcome.ts';

describe('what an answer amounts to', () => {
  test.each<[string, Answer, string]>([
    ['200 with an empty body', accepted, 'accepted'],
    ['200 with {}', response(200, '{}'), 'accepted'],
    ['202 with nothing', response(202), 'accepted'],
    ['204', response(204), 'accepted'],
    ['200 with a page', response(200, '<html>welcome</html>'), 'malformed'],
    ['a redirection', response(301, '', [['Location', 'https://127.0.0.1/']]), 'malformed'],
    ['UnknownResourceFault', unknownResource, 'unknown-resource'],
    [
      'UnknownResourceFault with status 404',
      response(404, { __type: 'UnknownResourceFault' }),
      'unknown-resource',
    ],
    ['ValidationException with status 500', response(500, { __type: 'ValidationException' }), 'constraint'],
    ['OperationNotPermittedFault', response(400, { __type: 'OperationNotPermittedFault' }), 'not-permitted'],
    ['AccessDeniedException', response(400, { __type: 'AccessDeniedException' }), 'not-permitted'],
    ['SerializationException', response(400, { __type: 'SerializationException' }), 'serialization'],
    ['UnrecognizedClientException', response(400, { __type: 'UnrecognizedClientException' }), 'auth'],
    ['ThrottlingException', response(400, { __type: 'ThrottlingException' }), 'throttled'],
    ['429 without an error', response(429, 'slow down'), 'throttled'],
    ['501 without an error', response(501), 'not-implemented'],
    ['501 with InternalFailure', response(501, { __type: 'InternalFailure' }), 'not-implemented'],
    ['500 with a page', response(500, '<html>Internal Server Error</html>'), 'server-error'],
    ['503 with an error nobody knows', response(503, { __type: 'SlowDown' }), 'server-error'],
    ['an error nobody knows', response(400, { __type: 'com.example#BadThing' }), 'other-error'],
    [
      'an error that is named like a member of every object',
      response(400, { __type: 'constructor' }),
      'other-error',
    ],
    ['400 with a page', response(400, '<html>Bad Request</html>'), 'malformed'],
    ['400 with JSON that names no error', response(400, { error: 'bad' }), 'malformed'],
    ['400 with nothing', response(400), 'malformed'],
    ['no answer', noAnswer('timeout'), 'transport'],
  ])('%s', (_, answer, outcome) => {
    expect(outcomeOf(answer)).toBe(outcome);
  });
});

describe('what the answer to a call that waits amounts to', () => {
  const waited = (answer: Answer) => readWaitingAnswer(reading(answer), '/task/token').outcome;
  test.each<[string, Answer, string]>([
    ['a task', response(200, { task: { token: 'A' } }), 'accepted'],
    ['an empty token', response(200, { task: { token: '' } }), 'idle'],
    ['null for the token', response(200, { task: { token: null } }), 'idle'],
    ['no token', response(200, { task: {} }), 'idle'],
    ['nothing', response(200), 'idle'],
    ['a refusal', unknownResource, 'unknown-resource'],
    ['no answer in time', noAnswer('timeout'), 'held'],
    ['a connection that broke', noAnswer('reset'), 'transport'],
  ])('%s', (_, answer, outcome) => {
    expect(waited(answer)).toBe(outcome);
  });

  test('is told as what it is where it was held', () => {
    expect(describeAnswer(readWaitingAnswer(reading(noAnswer('timeout'))))).toBe(
      'no response: the call was held',
    );
  });
});

test('what cannot be read says why', () => {
  expect(reading(response(200, '<html>')).unreadable).toBe('the body is neither empty nor JSON');
  expect(outcomeOf(response(300, '{}'))).toBe('malformed');
  expect(outcomeOf(response(200, ' \n'))).toBe('accepted');
  expect(outcomeOf(response(501, { __type: 'ValidationException' }))).toBe('constraint');
});

test('an answer is told in one line, long ones by their beginning', () => {
  const page = ` <html>${'x'.repeat(100)}\n${'y'.repeat(100)}`;
  expect(describeAnswer(reading(response(404, page)))).toBe(`404: <html>${'x'.repeat(55)}…`);
  expect(describeAnswer(reading(response(404, `no <${'x'.repeat(100)}`)))).toBe(
    `404: no <${'x'.repeat(100)}`,
  );
  expect(describeAnswer(reading(response(400, 'x'.repeat(160))))).toBe(`400: ${'x'.repeat(160)}`);
  expect(describeAnswer(reading(response(400, 'x'.repeat(161))))).toBe(`400: ${'x'.repeat(160)}…`);
  expect(describeAnswer(reading(response(400, ' a \n b ')))).toBe('400: a b');
});

const same = (one: Answer, other: Answer, bodies: [unknown, unknown] = ['{}', '{}']) =>
  sameAnswer(sent(one, bodies[0]), sent(other, bodies[1]));

/** Two answers that echo a part of the token of their own request. */
function echoes(one: string, other: string, echo: (token: string) => string): boolean {
  return same(validationException(echo(one)), validationException(echo(other)), [
    { taskToken: one },
    { taskToken: other },
  ]);
}

describe('the same answer', () => {
  test('an echo of the whole token makes no difference', () => {
    expect(echoes(randomToken(576), randomToken(1025), (token) => `Invalid token: ${token}`)).toBe(true);
    expect(echoes('A', randomToken(576), (token) => `Invalid token: "${token}"`)).toBe(true);
    expect(echoes('é "\\/\n', randomToken(576), (token) => `Invalid token: ${token}`)).toBe(true);
    expect(echoes('日'.repeat(1023), randomToken(576), (token) => `Invalid token: ${token}`)).toBe(true);
  });

  test('an echo of the first or last characters makes no difference', () => {
    const pairs = Array.from({ length: 200 }, () => [randomToken(576), randomToken(576)] as const);
    for (const length of [3, 5, 8, 12, 20]) {
      for (const [one, other] of pairs) {
        expect(echoes(one, other, (token) => `Invalid token: ${token.slice(0, length)}...`)).toBe(true);
        expect(echoes(one, other, (token) => `Invalid token: …${token.slice(-length)}`)).toBe(true);
      }
    }
  });

  test('an echo of names and values inside a member makes no difference', () => {
    const bodies = [{ taskList: { name: 'orders' } }, { taskList: ['later'] }] as const;
    const [one, other] = bodies.map((body) => validationException(`Cannot process ${JSON.stringify(body)}`));
    expect(same(one as Answer, other as Answer, [...bodies])).toBe(true);
  });

  test('what a token happens to contain makes no difference to the other words', () => {
    const message = 'Member must have length less than or equal to 1024';
    expect(
      same(validationException(message), validationException(message), [
        { taskToken: 'AA+Member+must+have+length+AA' },
        { taskToken: 'B' },
      ]),
    ).toBe(true);
  });

  test('numbers, literals and counters make no difference', () => {
    const message = (value: string) =>
      validationException(`Value ${value} is no task token (request ${value})`);
    for (const value of ['null', 'None', 'true', '17', '[object Object]', '1e3', '0x1f', 'a1b2c3']) {
      expect(same(message(value), message('3'))).toBe(true);
    }
  });

  test('an identifier of the request makes no difference', () => {
    const message = (id: string) => validationException(`Invalid token (request id ${id})`);
    expect(
      same(message('0976f0f4-3ff6-11e1-9a27-0760db01a4a8'), message('16e6c0de-bead-4fee-9bad-cafefacebabe')),
    ).toBe(true);
    expect(same(message('ab12cd'), message('ef34ab'))).toBe(true);
  });

  test('two broken connections are the same, a broken and a hanging one are not', () => {
    expect(same(noAnswer('reset'), noAnswer('reset'))).toBe(true);
    expect(same(noAnswer('reset'), noAnswer('timeout'))).toBe(false);
  });
});

describe('different answers', () => {
  const constraint = (text: string) =>
    validationException(
      `1 validation error detected: Value '…' at 'taskToken' failed to satisfy constraint: ${text}`,
    );

  test('different reasons stay different', () => {
    const reasons = [
      'Member must have length less than or equal to 1024',
      'Member must have length greater than or equal to 1',
      'Member must not be null',
    ].map(constraint);
    reasons.push(validationException('Invalid token'), unknownResource, accepted);
    for (const [index, one] of reasons.entries()) {
      for (const [position, other] of reasons.entries()) {
        expect(same(one, other)).toBe(index === position);
      }
    }
  });

  test('the same words by another error, or with another status, are another answer', () => {
    const words = { message: 'Invalid token' };
    expect(
      same(
        response(400, { __type: 'ValidationException', ...words }),
        response(400, { __type: 'UnknownResourceFault', ...words }),
      ),
    ).toBe(false);
    expect(
      same(
        response(400, { __type: 'ValidationException', ...words }),
        response(404, { __type: 'ValidationException', ...words }),
      ),
    ).toBe(false);
  });

  test('a reason in another script is read too', () => {
    expect(same(validationException('トークンが無効です'), validationException('文字列が長すぎます'))).toBe(
      false,
    );
  });
});

describe('an answer in a few words', () => {
  test('has status, error and message on one line', () => {
    expect(describeAnswer(reading(unknownResource))).toBe(
      '400 UnknownResourceFault: Unknown activity, scheduledEventId = 5',
    );
    expect(describeAnswer(reading(response(500, '<html>\n  <p>Oops</p>\n</html>')))).toBe(
      '500: <html> <p>Oops</p> </html>',
    );
    expect(describeAnswer(reading(accepted))).toBe('200');
    expect(describeAnswer(reading(noAnswer('timeout')))).toBe('no response (timeout: socket hang up)');
  });

  test('is cut where it is long', () => {
    expect(describeAnswer(reading(validationException('x'.repeat(500)))).length).toBeLessThan(200);
  });
});

describe('answers are the same or not by their words', () => {
  const says = (message?: string, type = 'ValidationException') => response(400, { __type: type, message });
  test.each<[string, Answer, Answer, boolean]>([
    ['another word', says('Invalid token'), says('Invalid length'), false],
    ['a word of four letters', says('Bad name'), says('Bad form'), false],
    ['a word of three letters', says('The end'), says('The way'), true],
    ['capital letters', says('Invalid Token'), says('invalid token'), true],
    ['a token of sixteen letters', says(`Token ${'a'.repeat(16)}`), says(`Token ${'b'.repeat(16)}`), true],
    ['a word of fifteen letters', says(`Token ${'a'.repeat(15)}`), says(`Token ${'b'.repeat(15)}`), false],
    [
      'a long word with other letters',
      says(`Token ${'é'.repeat(16)}`),
      says(`Token ${'è'.repeat(16)}`),
      false,
    ],
    ['another name', says('x', 'ValidationException'), says('x', 'LimitExceededFault'), false],
    ['two words in one', says('some thing'), says('something'), false],
    ['no words and some', says(), says('some words'), false],
    ['another kind of failure', noAnswer('reset'), noAnswer('timeout'), false],
  ])('%s', (_, one, other, alike) => {
    expect(same(one, other)).toBe(alike);
  });

  test('the name of the operation, which each request says itself, tells nothing apart', () => {
    const called = (operation: string) => {
      const call = sent(says(`${operation} is not implemented`));
      const headers: [string, string][] = [
        ['Host', 'localhost'],
        ['X-Amz-Target', `SimpleWorkflowService.${operation}`],
      ];
      return { ...call, request: { ...call.request, headers } };
    };
    expect(sameAnswer(called('CountPending'), called('ListWorkers'))).toBe(true);
    expect(sameAnswer(called('CountPending'), sent(says('DescribeDomain is not implemented')))).toBe(false);
  });
});
