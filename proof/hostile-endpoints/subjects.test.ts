// One exchange with each hostile endpoint, and the command against a few of them; `npm run bench -- hostile-endpoints`
// runs the whole suite against each.
import { afterAll, describe, expect, test } from '@jest/globals';
import { exchange } from '../../conformance/exchange/exchange.ts';
import { post } from '../../conformance/fixtures/socket.ts';
import { type ChromiumStart, startChromium } from '../../scripts/programs/chromium.ts';
import { answering, type HostileEndpoint } from './hostile-endpoint.ts';
import { subjects } from './subjects.ts';
import { answersToCut } from './transport.ts';
import { limits, survived, tryOn } from './trial.ts';

const endpoints = Object.values(subjects).flat();

describe('an exchange ends as it may', () => {
  // What makes tasks needs several requests, and a certificate is trusted by a whole process.
  const alone = endpoints.filter(({ args, trusted }) => !args && !trusted);
  const neverAnswers = ({ endings }: HostileEndpoint) =>
    endings.includes('timeout') && !endings.includes('response');

  test.each(alone.map((endpoint) => [endpoint.name, endpoint] as const))('%s', async (_, endpoint) => {
    const server = await endpoint.serve();
    try {
      const answer = await exchange(post(server.url), neverAnswers(endpoint) ? 100 : 5000);
      expect(endpoint.endings).toContain(answer.kind === 'response' ? 'response' : answer.failure);
      expect(server.trespasses?.() ?? []).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

test.each(Object.entries(answersToCut))(
  'an answer %s is no response before its last byte',
  async (_, answer) => {
    const server = await answering('', [], (socket, index) =>
      socket.end(answer.subarray(0, 1 + index)),
    ).serve();
    try {
      for (let length = 1; length < answer.byteLength; length += 1) {
        expect(await exchange(post(server.url), 10_000)).toMatchObject({ failure: 'cut-short' });
      }
      expect(await exchange(post(server.url), 10_000)).toMatchObject({ kind: 'response', status: 400 });
    } finally {
      await server.close();
    }
  },
);

const chromium: ChromiumStart = await startChromium();
const browser = 'browser' in chromium ? chromium.browser : undefined;
afterAll(() => browser?.close());

const trial = (endpoint: HostileEndpoint, only: string, bounds = limits) =>
  tryOn(endpoint, { ...(browser && { browser }), args: ['--only', only], bounds });

describe('a trial', () => {
  test.each(['endless chunks of one byte', 'the longest error name', 'hostile text in an error'])(
    'reports no fault of a run against %s',
    async (name) => {
      const endpoint = endpoints.find((each) => each.name === name) as HostileEndpoint;
      const { faults, unchecked } = await trial(endpoint, 'completed/**');
      expect(faults).toEqual([]);
      if (process.env.REQUIRE_EVERYTHING) expect(unchecked).toEqual([]);
    },
  );

  const harmless = answering('', 'response', answersToCut.withLength);
  const one = 'completed/operation/known';
  test.each<[string, HostileEndpoint, string, typeof limits, string[]]>([
    ['a run that does not begin', harmless, 'no/such/case', limits, ['stderr: swf-conformance', 'json: ']],
    [
      'a run without end',
      answering('', [], () => {}),
      one,
      { ...limits, timeoutMs: 60_000, seconds: 2 },
      ['it did not end'],
    ],
    ['much memory', harmless, one, { ...limits, peakMb: 1 }, ['MB of memory']],
    ['a long exchange', harmless, one, { ...limits, exchangeMs: -1 }, ['an exchange took']],
    [
      'another ending',
      answering('', 'garbage', answersToCut.withLength),
      one,
      limits,
      ['no exchange', 'an exchange ended'],
    ],
  ])('reports %s', async (_, endpoint, only, bounds, expected) => {
    const { faults } = await trial(endpoint, only, bounds);
    for (const fault of expected) expect(faults).toContainEqual(expect.stringContaining(fault));
  });

  test('is survived only when every check was made', () => {
    expect(survived({ faults: [], unchecked: [] })).toBe(true);
    expect(survived({ faults: [], unchecked: ['html: no browser'] })).toBe(false);
    expect(survived({ faults: ['json: '], unchecked: [] })).toBe(false);
  });
});
