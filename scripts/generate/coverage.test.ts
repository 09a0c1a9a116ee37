// A requirement without a case is a claim that nobody checks.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readContract } from '../contract/read.ts';
import { requirementsIn } from '../contract/requirements.ts';

test('each requirement of the contract that a call can show is exercised by a case', async () => {
  const { cases } = JSON.parse(readFileSync('generated/cases.json', 'utf8')) as {
    cases: { requirement: string }[];
  };
  const exercised = new Set(cases.map(({ requirement }) => requirement));
  const requirements = requirementsIn(await readContract('spec/swf.openapi.yaml')).filter(
    ({ requirement }) => requirement.unobservable === undefined,
  );
  expect(requirements.map(({ requirement }) => requirement.id).filter((id) => !exercised.has(id))).toEqual(
    [],
  );
});
