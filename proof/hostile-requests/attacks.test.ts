// Attacks on the mock over its port: it answers as expected, serves others, reports no fault, and releases connections
// and timers.
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { serveSwfMock } from '../../mocks/http/server.ts';
import { attacks } from './attacks.ts';
import { fuzzed } from './fuzz.ts';
import { slow } from './slow.ts';

const errors = jest.spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => errors.mockRestore());

/** Connections and timers of this process, of the mock and of the attack. */
const resources = () =>
  process.getActiveResourcesInfo().filter((name) => ['TCPSocketWrap', 'Timeout'].includes(name)).length;

describe('the mock withstands', () => {
  test.each([...attacks, fuzzed].map((attack) => [attack.name, attack] as const))('%s', async (_, attack) => {
    // Short only where the mock is to close connections for their slowness.
    const limitSeconds = attack === slow ? 0.2 : 60;
    const served = await serveSwfMock({
      tasks: 'any',
      limits: { requestSeconds: limitSeconds, idleSeconds: limitSeconds },
    });
    try {
      const before = resources();
      const { sent, wrong } = await attack.run({ url: served.url, full: false, limitSeconds });
      expect(wrong).toEqual([]);
      expect(sent).toBeGreaterThan(0);
      expect(errors.mock.calls).toEqual([]);
      // The last connections are being closed.
      while (resources() > before) await new Promise(setImmediate);
    } finally {
      await served.close();
    }
  });
});
