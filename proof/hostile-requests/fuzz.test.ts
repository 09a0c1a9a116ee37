// Whatever arrives, the mock gives an answer that its contract describes.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type OperationName, operations, outputOf } from '../../generated/operations.ts';
import { inputValidators } from '../../generated/validators.js';
import { createMock } from '../../mocks/core/mock.ts';
import { asResponse, complete, errorOf, request } from '../../mocks/fixtures/request.ts';

const names = Object.keys(operations) as OperationName[];
const orderly = {
  status: expect.any(Number),
  headers: expect.objectContaining({ 'x-amzn-RequestId': expect.any(String) }),
};

test('any bytes get an orderly answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (body) => {
      const response = await complete(createMock(), '', { body });
      expect(response).toMatchObject(orderly);
      expect(errorOf(response)).toBe('SerializationException');
    }),
  );
});

test('any JSON is accepted when it fits the contract, and refused by name when it does not', async () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant('x'.repeat(1_025)),
  );
  const input = fc.dictionary(fc.constantFrom('taskToken', 'result', 'details', '__proto__', 'other'), value);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), input, async (operation, members) => {
      const withoutNulls = Object.fromEntries(
        Object.entries(members).filter(([, member]) => member !== null),
      );
      const fits = inputValidators[operation](withoutNulls);
      const response = asResponse(await createMock().answer(request(operation, members)));
      expect(response).toMatchObject(orderly);
      const output = outputOf(operation);
      if (fits)
        expect([response.status, response.body]).toEqual([200, output ? JSON.stringify(output.value) : '']);
      else expect(errorOf(response)).toMatch(/^(ValidationException|SerializationException)$/);
    }),
  );
});

test('any method, target, URL and headers get an orderly answer', async () => {
  const header = fc.dictionary(
    fc.constantFrom('x-amz-target', 'host', 'authorization', 'content-type', 'x-amzn-authorization'),
    fc.oneof(fc.string(), fc.constantFrom(...Object.values(operations).flatMap(({ targets }) => targets))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      fc.oneof(fc.webUrl(), fc.string()),
      header,
      async (method, url, headers) => {
        const answer = await createMock().answer({ method, url, headers, body: '{"taskToken":"A"}' });
        expect(answer).toMatchObject(orderly);
      },
    ),
  );
});
