// A case that wants a refusal differs from its control in one thing only; else it may pass for another reason.
import { describe, expect, test } from '@jest/globals';
import type { BodyPart, Case, Corpus } from '../../../generated/case-types.ts';
import { inputValidators } from '../../../generated/validators.js';
import { readContract } from '../../contract/read.ts';
import { artefact } from '../cases.ts';

const file = 'spec/swf.openapi.yaml';
const generated = await artefact.generate(await readContract(file), { file, text: '' });
const { cases } = JSON.parse(generated['cases.json'] ?? '') as Corpus;

describe.each(['completed', 'canceled'])('%s', (slug) => {
  test('a token too long for the contract is as long, in base64, as the one that it is held against', () => {
    const tooLong = caseOf(`${slug}/taskToken/length-1025`);
    const control = caseOf(tooLong.expect.control?.case ?? '');
    // A reader of base64 refuses a length by its remainder: beside a control of another one that looks like a limit.
    expect(tokenLengthOf(control)).toBeLessThanOrEqual(1024);
    expect(tokenLengthOf(control) % 4).toBe(1025 % 4);
  });

  test('a request too long for the service breaks no constraint besides', () => {
    const tooLong = caseOf(`${slug}/size/over-1-mb`);
    const body = tooLong.request.body.map(textOf).join('');
    const operation = tooLong.operation as keyof typeof inputValidators;
    expect(body.length).toBeGreaterThan(1_048_576);
    expect(inputValidators[operation](JSON.parse(body))).toBe(true);
  });
});

function caseOf(id: string): Case {
  const found = cases.find((each) => each.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

function tokenLengthOf({ request }: Case): number {
  return String(JSON.parse(request.body.map(textOf).join('')).taskToken).length;
}

function textOf(part: BodyPart): string {
  if (typeof part === 'string') return part;
  if ('repeat' in part) return part.repeat.repeat(part.times);
  if ('taskToken' in part) return 'A'.repeat(part.length ?? 576);
  throw new Error(`unexpected part ${JSON.stringify(part)}`);
}
