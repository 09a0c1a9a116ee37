import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { operations } from '../../../generated/operations.ts';

const document = JSON.parse(readFileSync('generated/openapi.single-path.json', 'utf8'));
const post = document.paths['/'].post;
const usual = Object.values(operations).filter((operation) => operation.document === null);

test('there is one path, and it is POST /', () => {
  expect(Object.keys(document.paths)).toEqual(['/']);
  expect(Object.keys(document.paths['/'])).toEqual(['post']);
});

test('the target is any target of any operation', () => {
  const [target] = post.parameters;
  expect(target.name).toBe('X-Amz-Target');
  expect(target.schema.enum).toEqual(usual.flatMap(({ targets }) => [...targets]));
});

test('the body is the input of any operation', () => {
  expect(post.requestBody.content['application/x-amz-json-1.0'].schema.anyOf).toEqual(
    usual.map(({ name }) => ({ $ref: `#/components/schemas/${name}Input` })),
  );
});

test('examples of different operations do not hide each other', () => {
  expect(Object.keys(post.requestBody.content['application/x-amz-json-1.0'].examples)).toEqual(
    expect.arrayContaining(['completed-minimal', 'canceled-minimal']),
  );
});

test('responses that the operations share stay shared', () => {
  expect(post.responses['400']).toEqual({ $ref: '#/components/responses/BadRequest' });
});

test('the requirements stay in the contract', () => {
  expect(JSON.stringify(document)).not.toContain('x-requirements');
});
