// Prism's mock behind the wire of the service.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnyCall } from '../core/call.ts';
import type { Listener } from '../http/listener.ts';
import { logLine } from '../http/log.ts';
import { servePrismMock } from './index.ts';

const token = 'AAAAKgAAAAEAAAAAAAAAAX9p3pcp3857';

describe('swf-mock --engine prism', () => {
  const calls: AnyCall[] = [];
  let served: Listener;
  beforeAll(async () => {
    served = await servePrismMock({ seed: 1, log: (call) => calls.push(call) });
  });
  afterAll(() => served.close());

  async function call(operation: string, body: string, headers: Record<string, string> = {}) {
    const response = await fetch(served.url, {
      method: 'POST',
      headers: {
        'X-Amz-Target': `SimpleWorkflowService.${operation}`,
        'Content-Type': 'application/x-amz-json-1.0',
        ...headers,
      },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      error: text.startsWith('{') ? JSON.parse(text) : undefined,
    };
  }

  test.each([
    ['RespondActivityTaskCompleted', { taskToken: token, result: 'été 完了 🎉' }],
    ['RespondActivityTaskCanceled', { taskToken: token, details: 'withdrawn' }],
  ])('%s is found by its target and accepted with an empty body', async (operation, input) => {
    expect(await call(operation, JSON.stringify(input))).toMatchObject({
      status: 200,
      text: '',
      headers: {
        'content-length': '0',
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      },
    });
  });

  test('an input of a hundred thousand levels is refused, and can be logged', async () => {
    const deep = `{"taskToken":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await call('RespondActivityTaskCompleted', deep)).toMatchObject({ status: 400 });
    expect(logLine('json', calls.at(-1) as AnyCall, false)).toContain('"outcome":"ValidationException"');
  });

  test('the long form of a target, and the second documented content type, are accepted', async () => {
    const headers = {
      'X-Amz-Target': 'com.amazonaws.swf.service.model.SimpleWorkflowService.RespondActivityTaskCompleted',
      'Content-Type': 'application/json; charset=UTF-8',
      'Content-Encoding': 'amz-1.0',
    };
    expect(await call('', JSON.stringify({ taskToken: token }), headers)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=UTF-8' },
    });
  });

  test.each([
    ['a token of 1025 characters', { taskToken: 'A'.repeat(1025) }, 'more than 1024'],
    ['an empty token', { taskToken: '' }, 'fewer than 1'],
    ['no token', {}, "required property 'taskToken'"],
    ['a result of 32769 characters', { taskToken: token, result: 'x'.repeat(32_769) }, 'more than 32768'],
    ['a number for a text', { taskToken: token, result: 17 }, 'must be string'],
    ['a body that is no object', [], 'must be object'],
  ])('%s is a ValidationException in the words of Prism', async (_, input, words) => {
    const { status, error } = await call('RespondActivityTaskCompleted', JSON.stringify(input));
    expect({ status, error }).toEqual({
      status: 400,
      error: {
        __type: 'com.amazon.coral.validate#ValidationException',
        message: expect.stringMatching(/^1 validation error detected: /),
      },
    });
    expect(error.message).toContain(words);
  });

  test('a body that is no JSON, and one that is empty, are refused', async () => {
    for (const body of ['{"taskToken":', '']) {
      const { status, error } = await call('RespondActivityTaskCompleted', body);
      expect({ status, type: error.__type }).toEqual({
        status: 400,
        type: 'com.amazon.coral.validate#ValidationException',
      });
    }
  });

  test('a media type that the contract does not have is named', async () => {
    const { error } = await call('RespondActivityTaskCompleted', JSON.stringify({ taskToken: token }), {
      'Content-Type': 'text/plain',
    });
    expect(error.message).toContain('Content-Type "text/plain" is none that the contract describes');
  });

  test('Prefer chooses a fault by the name of its example', async () => {
    const { status, error } = await call(
      'RespondActivityTaskCompleted',
      JSON.stringify({ taskToken: token }),
      {
        Prefer: 'code=400, example=OperationNotPermittedFault',
      },
    );
    expect({ status, error }).toEqual({
      status: 400,
      error: {
        __type: 'com.amazonaws.swf.base.model#OperationNotPermittedFault',
        message: expect.any(String),
      },
    });
  });

  test('Prefer for a status that the contract does not have is refused in Prism’s words', async () => {
    const { status, error } = await call(
      'RespondActivityTaskCompleted',
      JSON.stringify({ taskToken: token }),
      {
        Prefer: 'code=418',
      },
    );
    expect({ status, message: error.message }).toEqual({
      status: 400,
      message: expect.stringMatching(/^Prism has no answer: /),
    });
  });

  test('what names no operation of the contract is an UnknownOperationException', async () => {
    for (const target of [
      'SimpleWorkflowService.CountOpenWorkflowExecutions',
      'Nobody.RespondActivityTaskCompleted',
    ]) {
      const { status, error } = await call('', '{}', { 'X-Amz-Target': target });
      expect({ status, type: error.__type }).toEqual({
        status: 400,
        type: 'com.amazon.coral.service#UnknownOperationException',
      });
    }
  });

  test('each answer has a request id of its own', async () => {
    const ids = [];
    for (let count = 0; count < 3; count += 1) {
      const { headers } = await call('RespondActivityTaskCompleted', JSON.stringify({ taskToken: token }));
      ids.push(headers['x-amzn-requestid']);
    }
    expect(new Set(ids).size).toBe(3);
  });

  test('tells each call as the mock itself does', async () => {
    calls.length = 0;
    await call('RespondActivityTaskCompleted', JSON.stringify({ taskToken: token }));
    await call('RespondActivityTaskCanceled', JSON.stringify({ taskToken: '' }));
    expect(calls).toMatchObject([
      {
        operation: 'RespondActivityTaskCompleted',
        outcome: 'accepted',
        status: 200,
        input: { taskToken: token },
      },
      { operation: 'RespondActivityTaskCanceled', outcome: 'ValidationException', status: 400 },
    ]);
  });
});

test('pages of an allowed origin may send requests to Prism’s mock', async () => {
  const served = await servePrismMock({ cors: 'http://localhost:5173' });
  const preflight = await fetch(served.url, {
    method: 'OPTIONS',
    headers: { Origin: 'http://localhost:5173', 'Access-Control-Request-Method': 'POST' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  await served.close();
});
