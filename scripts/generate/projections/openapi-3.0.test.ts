import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Contract, Schema } from '../../contract/contract.ts';
import { readContract } from '../../contract/read.ts';
import { artefact } from './openapi-3.0.ts';

const file = 'spec/swf.openapi.yaml';
const text = readFileSync(file, 'utf8');
const contract = await readContract(file);

/** A schema of the contract in OpenAPI 3.0.3. */
async function rewritten(schema: Schema): Promise<unknown> {
  const schemas = { ...contract.components.schemas, TaskToken: schema };
  const changed: Contract = { ...contract, components: { ...contract.components, schemas } };
  const files = await artefact.generate(changed, { file, text });
  return JSON.parse(files['openapi.3.0.json'] ?? '').components.schemas.TaskToken;
}

describe('what OpenAPI 3.0.3 says in another way', () => {
  test.each<[string, Schema, unknown]>([
    ['the only value', { const: 'a' }, { enum: ['a'] }],
    ['a value that may be null', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    ['a limit that is excluded', { exclusiveMinimum: 0 }, { minimum: 0, exclusiveMinimum: true }],
    [
      'a limit beside a stricter one that is excluded',
      { maximum: 9, exclusiveMaximum: 8 },
      { maximum: 8, exclusiveMaximum: true },
    ],
    [
      'a limit beside a weaker one that is excluded',
      { maximum: 7, exclusiveMaximum: 8 },
      { maximum: 7, exclusiveMaximum: false },
    ],
    ['examples', { type: 'string', examples: ['a', 'b'] }, { type: 'string', example: 'a' }],
    [
      'a schema inside a schema',
      { type: 'object', properties: { a: { anyOf: [{ const: 1 }] } } },
      { type: 'object', properties: { a: { anyOf: [{ enum: [1] }] } } },
    ],
  ])('%s', async (_, schema, expected) => {
    expect(await rewritten(schema)).toEqual(expected);
  });
});

describe('what OpenAPI 3.0.3 cannot say is left out', () => {
  test.each<[string, Schema, unknown]>([
    ['one of several types', { type: ['string', 'integer'] }, {}],
    ['what stands beside a reference', { $ref: '#/a', maxLength: 3 } as Schema, { $ref: '#/a' }],
    ['a condition', { if: { type: 'string' }, else: { minimum: 1 } }, {}],
    ['the names of members', { type: 'object', propertyNames: { maxLength: 3 } }, { type: 'object' }],
  ])('%s', async (_, schema, expected) => {
    expect(await rewritten(schema)).toEqual(expected);
  });
});

describe.each(['openapi.3.0.json', 'openapi.worker-loop.3.0.json'])('%s', (name) => {
  const document = JSON.parse(readFileSync(`generated/${name}`, 'utf8'));
  const whole = JSON.parse(readFileSync(`generated/${name.replace('.3.0', '')}`, 'utf8'));

  test('is OpenAPI 3.0.3 and has the operations of the contract', () => {
    expect(document.openapi).toBe('3.0.3');
    expect(Object.keys(document.paths)).toEqual(Object.keys(whole.paths));
    expect(JSON.stringify(document)).not.toContain('x-requirements');
  });

  test('has one content type for requests', () => {
    for (const { post } of Object.values<{ post: { requestBody: { content: object } } }>(document.paths)) {
      expect(Object.keys(post.requestBody.content)).toEqual(['application/x-amz-json-1.0']);
    }
  });
});
