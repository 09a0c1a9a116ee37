// The generated handlers inside MSW, with requests as clients send them.

import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { setupServer } from 'msw/node';
import { parse } from 'yaml';
import * as generated from '../../generated/handlers.ts';
import {
  handlers,
  noNetwork,
  respondActivityTaskCanceled,
  respondActivityTaskCompleted,
  swf,
} from '../../generated/handlers.ts';
import { operations } from '../../generated/operations.ts';
import { type Contract, factoryNameOf } from '../contract/contract.ts';
import { artefact } from './handlers.ts';

const server = setupServer(...handlers);
beforeAll(() => server.listen(noNetwork));
afterEach(() => {
  server.resetHandlers();
  swf.reset();
});
afterAll(() => server.close());

const call = (operation: string, input: object) =>
  fetch('https://swf.us-east-1.amazonaws.com/', {
    method: 'POST',
    headers: {
      'x-amz-target': `SimpleWorkflowService.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
    },
    body: JSON.stringify(input),
  });

test('there is a factory for each operation', () => {
  for (const operation of Object.keys(operations)) {
    expect(generated).toHaveProperty(factoryNameOf(operation), expect.any(Function));
  }
});

test('the example of each is a fault of the operation, or else an error of the framework', async () => {
  const text = await readFile('spec/swf.openapi.yaml', 'utf8');
  const only = (fault: string) =>
    text.replaceAll(/^ +- \$ref: '#\/components\/schemas\/\w+Fault'\n/gm, fault);
  const exampleIn = async (text: string) => {
    const contract = parse(text) as Contract;
    const files = await artefact.generate(contract, { file: 'swf.yaml', text });
    return /@example .*fault\('(\w+)'\)/.exec(files['handlers.ts'] ?? '')?.[1];
  };
  expect(await exampleIn(text)).toBe('UnknownResourceFault');
  expect(await exampleIn(only(''))).toBe('ValidationException');
});

describe('the list', () => {
  test.each(['RespondActivityTaskCompleted', 'RespondActivityTaskCanceled'])(
    'answers %s with 200 and an empty body',
    async (operation) => {
      const response = await call(operation, { taskToken: 'a' });
      expect([response.status, await response.text()]).toEqual([200, '']);
    },
  );

  test('remembers what was closed, until it is reset', async () => {
    const complete = async () => (await call('RespondActivityTaskCompleted', { taskToken: 'a' })).status;
    expect([await complete(), await complete()]).toEqual([200, 400]);
    swf.reset();
    expect(await complete()).toBe(200);
  });
});

describe('a handler of one operation', () => {
  test('answers its own operation and no other', async () => {
    server.use(respondActivityTaskCanceled(({ fault }) => fault('UnknownResourceFault')));
    expect((await call('RespondActivityTaskCanceled', { taskToken: 'a' })).status).toBe(400);
    expect((await call('RespondActivityTaskCompleted', { taskToken: 'a' })).status).toBe(200);
  });

  test('is given the input of the operation', async () => {
    const results: (string | undefined)[] = [];
    server.use(
      respondActivityTaskCompleted(({ input, accept }) => {
        results.push(input.result);
        return accept();
      }),
    );
    await call('RespondActivityTaskCompleted', { taskToken: 'a', result: 'done' });
    expect(results).toEqual(['done']);
  });

  test('is not asked about a call that breaks the contract', async () => {
    server.use(
      respondActivityTaskCompleted(() => {
        throw new Error('it was asked');
      }),
    );
    const response = await call('RespondActivityTaskCompleted', {});
    expect(await response.json()).toMatchObject({ __type: 'com.amazon.coral.validate#ValidationException' });
  });
});

// Judged by the compiler: what a resolver is told, and what it may answer, follows from the contract.
export const typed = [
  // @ts-expect-error: the input of this operation has no details
  respondActivityTaskCompleted(({ input, accept }) => (input.details ? accept() : undefined)),
  // @ts-expect-error: the input of this operation has no result
  respondActivityTaskCanceled(({ input, accept }) => (input.result ? accept() : undefined)),
  // @ts-expect-error: the operation has no such fault
  respondActivityTaskCompleted(({ fault }) => fault('DomainDeprecatedFault')),
];
