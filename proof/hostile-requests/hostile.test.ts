// Whatever is sent to the mock on its port: it refuses, stays up, goes on serving others, and keeps nothing of it.
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { serveSwfMock } from '../../mocks/http/server.ts';
import { families } from './families.ts';
import type { Family } from './family.ts';
import { fuzzed } from './fuzz.ts';
import { idle, slow } from './slow.ts';

const complaints = jest.spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => complaints.mockRestore());

/** Connections and timers of this process, both of the mock and of who attacks it. */
const resources = () =>
  process.getActiveResourcesInfo().filter((name) => ['TCPSocketWrap', 'Timeout'].includes(name)).length;

/** Short where the mock is to lose its patience, and else as long as usual. */
const limitOf = (family: Family) => (family === slow || family === idle ? 0.2 : 60);

describe('the mock survives', () => {
  test.each([...families, fuzzed].map((family) => [family.name, family] as const))(
    '%s',
    async (_, family) => {
      const limitSeconds = limitOf(family);
      const served = await serveSwfMock({
        limits: { requestSeconds: limitSeconds, idleSeconds: limitSeconds },
      });
      try {
        const before = resources();
        const { sent, wrong } = await family.attack({ url: served.url, full: false, limitSeconds });
        expect(wrong).toEqual([]);
        expect(sent).toBeGreaterThan(0);
        expect(complaints.mock.calls).toEqual([]);
        // The last connections are on their way out.
        while (resources() > before) await new Promise(setImmediate);
      } finally {
        await served.close();
      }
    },
    30_000,
  );
});
