// No server that is right is blamed. Each is run in one way, with tasks made for it, and without the two largest
// requests unless it is about size; `npm run bench -- mutants` runs the whole suite against each in every way.
import { describe, expect, test } from '@jest/globals';
import { alarmsIn, idleListings } from './alarm.ts';
import { declared } from './faulty/faulty-server.ts';
import { body } from './replies.ts';
import { type RightServer, waysToRun } from './right/right-server.ts';
import { rightServers } from './right-servers.ts';
import { successes } from './transformations.ts';
import { tryOn } from './trial.ts';

test('no two have a name', () => {
  const names = rightServers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(rightServers)('$name: $freedom', (server) => {
  test('raises no alarm, and leaves undecided only what is listed', async () => {
    const [way] = waysToRun(server);
    if (!way) throw new Error('there is no way to run it');
    const trial = await tryOn(way, server.name.startsWith('size-') ? {} : { skip: ['*/size/*'] });
    expect(alarmsIn(server, trial)).toEqual([]);
    expect(idleListings(server, [trial])).toEqual([]);
  });
});

test('a fault would raise an alarm', async () => {
  const faulty: RightServer = {
    name: 'faulty',
    freedom: 'none',
    mock: declared,
    transformation: successes(body('{}')),
  };
  const trial = await tryOn({ ...faulty, mock: declared }, { only: ['*/response/success-*'] });
  expect(alarmsIn(faulty, trial)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('completed/response/success-empty-body (MUST) is failed'),
      expect.stringContaining('canceled/response/success-empty-body (MUST) is failed'),
      'the exit code is 1',
    ]),
  );
});
