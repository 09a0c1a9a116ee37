// Every server with a fault is found out, by the cases that fit the fault. Only these cases are run here, unless the
// fault shows among many requests; `npm run bench -- mutants` runs the whole suite against each server.
import { describe, expect, test } from '@jest/globals';
import picomatch from 'picomatch';
import { readCorpus } from '../../conformance/index.ts';
import { declared, type FaultyServer } from './faulty/faulty-server.ts';
import { faultyServers } from './faulty-servers.ts';
import { killOf } from './kill.ts';
import { tryOn } from './trial.ts';
import { asUsual } from './vary.ts';

const corpus = readCorpus();

test('there are at least sixty, and no two have a name', () => {
  const names = faultyServers.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(60);
  expect(new Set(names).size).toBe(names.length);
});

test('each names cases of the suite, of the level that it says', () => {
  for (const { name, killedBy, level } of faultyServers) {
    for (const glob of killedBy) {
      const levels = corpus.cases.filter(({ id }) => picomatch.isMatch(id, glob)).map((each) => each.level);
      expect({ name, glob, levels }).toMatchObject({ levels: expect.arrayContaining([level]) });
    }
  }
});

describe.each(faultyServers)('$name: $what', (server) => {
  test(`is failed by ${server.killedBy.join(', ')}`, async () => {
    const trial = await tryOn(server, server.whole ? {} : { only: server.killedBy });
    expect(killOf(server, trial).missed).toEqual([]);
  }, 30_000);
});

describe('what is no kill', () => {
  const server: FaultyServer = {
    name: 'no-fault',
    what: 'Nothing is wrong',
    killedBy: ['completed/operation/accepted'],
    level: 'MUST',
    mock: declared,
    vary: asUsual,
  };

  test('a case that passes', async () => {
    const { killers, missed } = killOf(server, await tryOn(server, { only: server.killedBy }));
    expect(killers).toEqual([]);
    expect(missed).toEqual([
      expect.stringContaining('completed/operation/accepted: passed'),
      'the exit code is 0, not 1',
    ]);
  });

  test('an error of what arranges the tasks, though it ends the run with 1', async () => {
    const broken = async () => {
      throw new Error('no task today');
    };
    const trial = await tryOn(server, {
      only: server.killedBy,
      tasks: async () => ({ issued: true, history: true, take: broken, close: async () => {} }),
    });
    expect(trial.exitCode).toBe(1);
    expect(killOf(server, trial)).toMatchObject({
      killers: [],
      missed: [expect.anything(), expect.anything()],
    });
  });

  test('a failure at another level', async () => {
    const slow = faultyServers.find(({ name }) => name === 'error-no-message') as FaultyServer;
    const trial = await tryOn(slow, { only: slow.killedBy });
    expect(killOf(slow, trial).missed).toEqual([]);
    expect(killOf({ ...slow, level: 'MUST' }, trial).missed).not.toEqual([]);
  });

  test('a failure with another outcome', async () => {
    const reset = faultyServers.find(({ name }) => name === 'transport-reset') as FaultyServer;
    const trial = await tryOn(reset, { only: reset.killedBy });
    expect(killOf({ ...reset, outcome: 'server-error' }, trial).missed).not.toEqual([]);
  });
});
