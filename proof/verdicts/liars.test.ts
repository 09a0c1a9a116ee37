// A server that does the same whatever it is asked has no verdict that it did not earn. `npm run bench -- mutants`
// runs each also without tasks made for it.
import { describe, expect, test } from '@jest/globals';
import { readCorpus } from '../../conformance/index.ts';
import { any, declared } from './faulty/faulty-server.ts';
import { accepters, refusers } from './liars.ts';
import { tryOn } from './trial.ts';
import { unearnedAcceptances, unearnedRefusals } from './unearned.ts';

const corpus = readCorpus();

describe.each(refusers)('a server that refuses everything ($name)', ({ transformation }) => {
  test('passes no case that wants a refusal, nor one that wants acceptance', async () => {
    const trial = await tryOn({ mock: declared, transformation }, { skip: ['*/size/*'] });
    expect(unearnedRefusals(trial, corpus)).toEqual([]);
  });
});

describe.each(accepters)('a server that accepts everything ($name)', ({ transformation }) => {
  test('passes no case that wants a refusal, and does not conform', async () => {
    const trial = await tryOn({ mock: declared, transformation });
    expect(unearnedAcceptances(trial, corpus)).toEqual([]);
    expect(trial.exitCode).toBe(1);
  });

  test('neither where no task is made', async () => {
    const trial = await tryOn({ mock: any, transformation });
    expect(unearnedAcceptances(trial, corpus)).toEqual([]);
    expect(trial.exitCode).toBe(1);
  });
});

test('the cases that want a refusal are those that the mock passes by refusing', async () => {
  const trial = await tryOn({ mock: declared, transformation: (usual) => usual });
  const refusing = unearnedAcceptances(trial, corpus).map((line) => line.split(': ')[0]);
  expect(refusing).toEqual(
    expect.arrayContaining([
      'completed/taskToken/length-1025',
      'canceled/lifecycle/after-completed',
      'completed/access/denied',
      'canceled/malformed/array',
      'completed/method/get',
    ]),
  );
});
