// Whatever arrives, the mock gives an answer that its contract describes.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type OperationName, operations } from '../../generated/operations.ts';
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
  const members = fc.dictionary(
    fc.constantFrom('taskToken', 'result', 'details', 'domain', '__proto__', 'other'),
    value,
  );
  const taskList = fc.record({ name: value }, { requiredKeys: [] });
  const input = fc.oneof(
    members,
    fc.record({ domain: value, taskList, identity: value }, { requiredKeys: [] }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), input, async (operation, sent: Record<string, unknown>) => {
      const withoutNulls = Object.fromEntries(Object.entries(sent).filter(([, member]) => member !== null));
      const fits = inputValidators[operation](withoutNulls);
      const swf = createMock();
      const answer = swf.answer(request(operation, sent));
      swf.advance(60);
      const response = asResponse(await answer);
      expect(response).toMatchObject(orderly);
      if (fits) expect([response.status, errorOf(response)]).toEqual([200, undefined]);
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
