// The table of faults: the rows cover every requirement, and the cases that they name find the faults. Here, one server
// of each row is tried, with these cases only unless the fault shows among many requests. `npm run bench -- mutants`
// tries all servers with the whole suite.
import { describe, expect, test } from '@jest/globals';
import { readCorpus } from '../../conformance/index.ts';
import type { Case } from '../../generated/case-types.ts';
import { declared, type FaultyServer } from './faulty/faulty-server.ts';
import { faults, faultyServers } from './faulty-servers.ts';
import { killOf } from './kill.ts';
import { unchanged } from './transformations.ts';
import { tryOn } from './trial.ts';

const corpus = readCorpus();
const rows = [...new Set(faultyServers.map(({ row }) => row))];
const written = Object.entries(faults).flatMap(([subject, blocks]) =>
  blocks
    .flatMap(({ service, operation, member, output }) => [service, operation, member, output])
    .flatMap((each) => Object.entries<[what: string, ...unknown[]][]>(each ?? {}))
    .flatMap(([key, list]) => list.map(([what]) => ({ subject, key, row: `${subject} ${key}: ${what}` }))),
);

/** What no server violates, as `REQUIREMENT of OPERATION`, with the reason. */
const uncovered: { [requirement: string]: string } = {};

describe('the table', () => {
  test('covers every requirement in every operation that has a case of it', () => {
    const violated = new Set(faultyServers.flatMap(violatedBy));
    const all = new Set(corpus.cases.map(stated));
    expect([...all].filter((each) => !violated.has(each))).toEqual(Object.keys(uncovered));
  });

  test('has no row that no operation can use, except for bodies of answers where there are none', () => {
    const answering = corpus.operations.filter(({ response }) => response !== undefined);
    const excepted = answering.length === 0 ? /^outputs / : /^$/;
    expect(written.filter(({ row }) => !rows.includes(row) && !excepted.test(row))).toEqual([]);
  });

  test('names requirements of the contract, and keywords of constraints', () => {
    const requirements = corpus.requirements.map(({ id }) => id);
    const keywords = corpus.operations
      .flatMap(({ constraints }) => constraints)
      .map(({ keyword }) => keyword);
    for (const { subject, key } of written) {
      const names = key.split(/[{},]/).filter((name) => name !== '' && !name.includes('*'));
      expect(subject === 'members' ? keywords : requirements).toEqual(expect.arrayContaining(names));
    }
  });

  test('gives every server its own name', () => {
    const names = faultyServers.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

/** One server of each row; the operation changes from row to row. */
const sample = rows.map((row, index) => {
  const servers = faultyServers.filter((each) => each.row === row);
  return servers[index % servers.length] as FaultyServer;
});

describe('a server with a fault', () => {
  test.each(sample)('$name', async (server) => {
    const trial = await tryOn(server, server.whole ? {} : { only: server.killedBy.flat() });
    expect(killOf(server, trial).missed).toEqual([]);
  });
});

describe('what is no kill', () => {
  const server: FaultyServer = {
    name: 'nothing is wrong',
    row: 'nothing is wrong',
    killedBy: [['completed/operation/accepted']],
    level: 'MUST',
    mock: declared,
    transformation: unchanged,
  };
  const only = server.killedBy.flat();

  test('a case that passes', async () => {
    const { killers, missed } = killOf(server, await tryOn(server, { only }));
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
      only,
      tasks: async () => ({ issued: true, history: true, take: broken, close: async () => {} }),
    });
    expect(trial.exitCode).toBe(1);
    expect(killOf(server, trial)).toMatchObject({
      killers: [],
      missed: [expect.anything(), expect.anything()],
    });
  });

  test('a failure at another level', async () => {
    const silent = named('errors: errors have no message');
    const trial = await tryOn(silent, { only: silent.killedBy.flat() });
    expect(killOf(silent, trial).missed).toEqual([]);
    expect(killOf({ ...silent, level: 'MUST' }, trial).missed).not.toEqual([]);
  });

  test('a failure with another outcome', async () => {
    const reset = named('transport: every connection is reset');
    const trial = await tryOn(reset, { only: reset.killedBy.flat() });
    expect(killOf({ ...reset, outcome: 'server-error' }, trial).missed).not.toEqual([]);
  });

  test('some failures, where every case has to fail', async () => {
    const status = named('success: success has status 201');
    const [first = '', ...others] = status.killedBy.flat();
    const { missed } = killOf(status, await tryOn(status, { only: [first] }));
    expect(missed).toEqual(others.map((id) => `${id}: it was not run`));
  });
});

function named(name: string): FaultyServer {
  const server = faultyServers.find((each) => each.name === name);
  if (!server) throw new Error(`there is no server "${name}"`);
  return server;
}

/** What a server violates. Where one of several cases is enough, it is not known which one fails. */
function violatedBy({ killedBy }: FaultyServer): string[] {
  const ids = new Set(killedBy.filter((group) => group.length === 1).flat());
  return corpus.cases.filter(({ id }) => ids.has(id)).map(stated);
}

function stated({ requirement, operation }: Case): string {
  return `${requirement} of ${operation}`;
}
