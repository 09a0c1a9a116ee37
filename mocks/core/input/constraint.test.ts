// What no member of the contract needs yet, but the validators can tell.
import { expect, test } from '@jest/globals';
import { constraintMessage } from './constraint.ts';

const of = (instancePath: string, keyword: string, params: object) =>
  ({ instancePath, keyword, params, schemaPath: '' }) as Parameters<typeof constraintMessage>[1][number];
const input = { list: ['a', 'b'], count: 5, '7': null };

test.each([
  [
    of('/list', 'maxItems', { limit: 1 }),
    `Value '["a","b"]' at 'list'`,
    'must have length less than or equal to 1',
  ],
  [
    of('/list', 'minItems', { limit: 3 }),
    `Value '["a","b"]' at 'list'`,
    'must have length greater than or equal to 3',
  ],
  [
    of('/list/1', 'pattern', { pattern: '^a$' }),
    `Value 'b' at 'list.2.member'`,
    'must satisfy regular expression pattern: ^a$',
  ],
  [
    of('/list/0', 'enum', { allowedValues: ['x', 'y'] }),
    `Value 'a' at 'list.1.member'`,
    'must satisfy enum value set: [x, y]',
  ],
  [
    of('/count', 'minimum', { limit: 6 }),
    `Value '5' at 'count'`,
    'must have value greater than or equal to 6',
  ],
  [of('/count', 'maximum', { limit: 4 }), `Value '5' at 'count'`, 'must have value less than or equal to 4'],
  [of('/7', 'format', {}), `Value null at '7'`, 'format'],
])('%j', (violation, value, rule) => {
  expect(constraintMessage(input, [violation], Object.keys(input))).toBe(
    `1 validation error detected: ${value} failed to satisfy constraint: Member ${rule}`,
  );
});
