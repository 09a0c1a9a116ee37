import { expect, test } from '@jest/globals';
import type { WireRequest } from '../request/request.ts';
import type { Answer, Exchange } from './exchange.ts';
import { EndpointSilent, untilSilent } from './silence.ts';

const request = {} as WireRequest;
const timeout: Answer = { kind: 'failure', failure: 'timeout', message: 'no answer', durationMs: 5 };
const response: Answer = {
  kind: 'response',
  status: 200,
  headers: [],
  text: '',
  bodyBytes: 0,
  durationMs: 5,
};

test('after sixteen requests without an answer nothing more is sent', async () => {
  let sent = 0;
  const exchange: Exchange = async () => {
    sent += 1;
    return timeout;
  };
  const bounded = untilSilent(exchange);
  for (let count = 0; count < 16; count += 1) await bounded(request, 5);
  await expect(bounded(request, 5)).rejects.toThrow(EndpointSilent);
  expect(sent).toBe(16);
});

test('a call that may be held says nothing of the endpoint by going unanswered', async () => {
  const bounded = untilSilent(async () => timeout);
  for (let count = 0; count < 40; count += 1) await bounded(request, 5, true);
  await expect(bounded(request, 5)).resolves.toEqual(timeout);
});

test('an endpoint that has answered once is never taken to be silent', async () => {
  const answers = [response, ...Array<Answer>(40).fill(timeout)];
  const bounded = untilSilent(async () => answers.shift() as Answer);
  for (let count = 0; count < 41; count += 1) await bounded(request, 5);
  expect(answers).toEqual([]);
});
