// One request to each endpoint that means harm, and the whole suite by its command against a few; `npm run bench --
// hostile-endpoints` runs the suite against all of them.
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../../conformance/exchange/exchange.ts';
import { post } from '../../conformance/fixtures/socket.ts';
import { type ChromiumStart, startChromium } from '../../scripts/programs/chromium.ts';
import { type HostileEndpoint, onRequest } from './endpoint.ts';
import { answerToCut } from './endpoints/closing.ts';
import { families } from './families.ts';
import { survive } from './run-against.ts';

// On a busy machine, the more so where processes are started.
jest.setTimeout(120_000);

const endpoints = families.flatMap((family) => family.endpoints);

/** What an exchange with an endpoint comes to; 'response' where there is one. */
async function comingOf(endpoint: HostileEndpoint, timeoutMs: number): Promise<string> {
  const server = await endpoint.serve(100);
  try {
    const answer = await exchange(post(server.url), timeoutMs);
    expect(server.trespasses?.() ?? []).toEqual([]);
    return answer.kind === 'response' ? 'response' : answer.failure;
  } finally {
    await server.close();
  }
}

describe('an exchange with an endpoint that', () => {
  // Arranging needs more than one request, and a certificate is trusted by a whole process.
  const alone = endpoints.filter(({ args, trusted }) => !args && !trusted);
  const neverAnswers = ({ comes }: HostileEndpoint) =>
    comes.includes('timeout') && !comes.includes('response');

  test.each(alone.map((endpoint) => [endpoint.name, endpoint] as const))('%s', async (_, endpoint) => {
    // Where no answer is to come there is no use in waiting for it.
    const came = await comingOf(endpoint, neverAnswers(endpoint) ? 100 : 5000);
    expect(endpoint.comes).toContain(came);
  });
});

describe.each(Object.entries(answerToCut))('an answer %s', (_, answer) => {
  test('that ends at any byte before its last is no response', async () => {
    const cut = onRequest('', 'cut-short', (socket, _, index) => socket.end(answer.slice(0, 1 + index)));
    const server = await cut.serve(0);
    try {
      for (let length = 1; length < answer.length; length += 1) {
        expect(await exchange(post(server.url), 10_000)).toMatchObject({ failure: 'cut-short' });
      }
      expect(await exchange(post(server.url), 10_000)).toMatchObject({ kind: 'response', status: 400 });
    } finally {
      await server.close();
    }
  });
});

test('a run that ended before it began has survived nothing', async () => {
  const harmless = onRequest('', 'response', (socket) => socket.end(answerToCut.withLength));
  const { wounds } = await survive(harmless, { args: ['--no-such-option'] });
  expect(wounds).toContainEqual(expect.stringContaining('no-such-option'));
});

const chromium: ChromiumStart = await startChromium();
if ('missing' in chromium) console.warn(`Pages are not looked at in Chromium: ${chromium.missing}.`);
const looking = 'browser' in chromium ? { browser: chromium.browser } : {};
afterAll(async () => {
  if ('browser' in chromium) await chromium.browser.close();
});

describe('a run against an endpoint that', () => {
  test.each(['endless-body-of-tiny-chunks', 'error-name-just-short-enough', 'says-everything-at-once'])(
    '%s ends as it is documented to, in bounded memory, and its reports are right',
    async (name) => {
      const endpoint = endpoints.find((each) => each.name === name);
      if (!endpoint) throw new Error(`there is no endpoint ${name}`);
      expect((await survive(endpoint, { ...looking, args: ['--only', 'completed/**'] })).wounds).toEqual([]);
    },
  );
});
