// The generated validators, used as the mock and the runner use them.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import {
  inputValidators,
  responseValidators,
  validateUnknownResourceFault,
} from '../../generated/validators.js';
import { readContract } from '../contract/read.ts';

const validate = inputValidators.RespondActivityTaskCompleted;
const success = responseValidators.RespondActivityTaskCompleted['200'];
const badRequest = responseValidators.RespondActivityTaskCompleted['400'];

/** Which members a body breaks, and how. */
function violations(body: unknown): string[] {
  return validate(body)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

describe('a request', () => {
  test.each([
    ['one character of token', { taskToken: 'a' }],
    ['1024 characters of token', { taskToken: 'a'.repeat(1024) }],
    ['32768 characters of result', { taskToken: 'a', result: 'a'.repeat(32768) }],
    ['an empty result', { taskToken: 'a', result: '' }],
    ['1024 characters outside the Basic Multilingual Plane', { taskToken: '𝄞'.repeat(1024) }],
  ])('with %s fits', (_, body) => {
    expect(violations(body)).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['no token', {}, [' required']],
    ['an empty token', { taskToken: '' }, ['/taskToken minLength']],
    ['1025 characters of token', { taskToken: 'a'.repeat(1025) }, ['/taskToken maxLength']],
    ['32769 characters of result', { taskToken: 'a', result: 'a'.repeat(32769) }, ['/result maxLength']],
    ['a number as token', { taskToken: 7 }, ['/taskToken type']],
    ['null as result', { taskToken: 'a', result: null }, ['/result type']],
    ['an array in place of the object', [], [' type']],
  ])('with %s does not', (_, body, expected) => {
    expect(violations(body)).toEqual(expected);
  });

  test('is told everything that is wrong with it at once', () => {
    expect(violations({ taskToken: '', result: 7 })).toEqual(['/taskToken minLength', '/result type']);
  });
});

describe('a response', () => {
  const headers = { 'x-amzn-requestid': '0976f0f4-3ff6-11e1-9a27-0760db01a4a8' };
  const fault = { __type: 'com.amazonaws.swf.base.model#UnknownResourceFault', message: 'Unknown activity' };

  test('as the documentation shows it fits', async () => {
    const contract = await readContract('spec/swf.openapi.yaml');
    const documented = contract.components.responses?.Success?.['x-example'] as {
      status: number;
      headers: Record<string, string>;
      body: string;
    };
    const lowerCase = Object.entries(documented.headers).map(([name, value]) => [name.toLowerCase(), value]);
    expect(success({ ...documented, headers: Object.fromEntries(lowerCase) })).toBe(true);
  });

  test.each<[string, unknown]>([
    ['with another status', { status: 201, headers, body: '' }],
    ['with a body', { status: 200, headers, body: {} }],
    ['without a request id', { status: 200, headers: {}, body: '' }],
  ])('of success %s does not', (_, response) => {
    expect(success(response)).toBe(false);
  });

  test.each(['application/x-amz-json-1.0', 'application/json', 'application/json; charset=utf-8'])(
    'with a fault fits as %s',
    (type) => {
      expect(badRequest({ status: 400, headers: { ...headers, 'content-type': type }, body: fault })).toBe(
        true,
      );
    },
  );

  test.each<[string, unknown]>([
    ['as text/html', { status: 400, headers: { ...headers, 'content-type': 'text/html' }, body: fault }],
    ['that is no JSON', { status: 400, headers, body: '<html>' }],
    ['that names no type', { status: 400, headers, body: { message: 'no' } }],
  ])('with an error %s does not', (_, response) => {
    expect(badRequest(response)).toBe(false);
  });
});

describe('an error', () => {
  test.each([
    'UnknownResourceFault',
    'com.amazonaws.swf.base.model#UnknownResourceFault',
    'com.amazonaws.swf.base.model#UnknownResourceFault:http://internal.amazon.com/coral/',
  ])('may be named %s', (__type) => {
    expect(validateUnknownResourceFault({ __type })).toBe(true);
  });

  test('of another name is another error', () => {
    expect(validateUnknownResourceFault({ __type: 'com.amazonaws.swf.base.model#OtherFault' })).toBe(false);
  });
});

describe('the module', () => {
  const code = readFileSync('generated/validators.js', 'utf8');

  test('imports nothing', () => {
    expect(code).not.toMatch(/^import |\bimport\(/m);
  });

  test('runs without require, and where code from strings is forbidden', () => {
    const script = code.replace(/^export \{[^}]*\};?/m, '').replace(/^export /gm, '');
    const context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
    const verdict = vm.runInContext(`${script}\ninputValidators.RespondActivityTaskCompleted({})`, context);
    expect(verdict).toBe(false);
  });
});
