// The mock inside MSW 3 in a page of a real Chromium, behind a real service worker. The runner stays in Node; its
// requests are fetched in the page.
import type { Page } from 'playwright-core';
import { type Fetching, fetchExchange, type TaskSource } from '../../../conformance/index.ts';
import { servePages } from '../../../mocks/fixtures/pages.ts';
import { startChromium } from '../../programs/chromium.ts';
import { deniedCredentials, type Endpoint } from './endpoint.ts';
import type { SuitePage } from './page.ts';

/** As much of the page as is called from here. */
declare const suitePage: SuitePage;

export const msw3Chromium: Endpoint = {
  name: 'msw-3-chromium',
  title: 'MSW 3 in Chromium',
  async open() {
    const started = await startChromium();
    if ('missing' in started) return started;
    const { browser } = started;
    const pages = await servePages('msw', 'scripts/matrix/endpoints/page.ts');
    const page = await browser.newPage();
    await page.goto(`${pages.url}/free`);
    const { versionOf } = await import('./msw-node.ts');
    return {
      version: versionOf('msw'),
      options: {
        endpoint: `${pages.url}/swf`,
        deniedCredentials,
        exchange: fetchExchange('browser', fetchingIn(page)),
        tasks: async () => tasksIn(page),
      },
      async close() {
        await browser.close();
        pages.close();
        const strayed = pages.strayed();
        if (strayed.length > 0) throw new Error(`requests left the page: ${strayed.join(', ')}`);
      },
    };
  },
};

/** Fetches in the page. Bytes travel as base64, for what is passed into a page is JSON. */
function fetchingIn(page: Page): Fetching {
  return async (request, timeoutMs) => {
    const body = request.body && Buffer.from(request.body).toString('base64');
    const fetched = await page.evaluate(([asked, ms]) => suitePage.fetch(asked, ms), [
      { ...request, body },
      timeoutMs,
    ] as const);
    if ('name' in fetched) throw Object.assign(new Error(fetched.message), { name: fetched.name });
    return { ...fetched, body: Buffer.from(fetched.body, 'base64') };
  };
}

function tasksIn(page: Page): TaskSource {
  return {
    issued: true,
    history: true,
    async take(wish) {
      const { id, ...task } = await page.evaluate((wished) => suitePage.take(wished), wish);
      return {
        ...task,
        schedule: () => page.evaluate((number) => suitePage.schedule(number), id),
        history: () => page.evaluate((number) => suitePage.history(number), id),
      };
    },
    close: async () => {},
  };
}
