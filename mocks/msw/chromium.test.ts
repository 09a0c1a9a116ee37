// The mock inside MSW in a real browser, with a real service worker. Jest runs this file twice, on MSW 3 and 2
// (jest.config.js).
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type ChromiumStart, startChromium } from '../../scripts/programs/chromium.ts';
import { type Pages, servePages } from '../fixtures/pages.ts';
import { scenarios, strictScenarios } from '../fixtures/scenarios.ts';

declare const msw: string;

const chromium: ChromiumStart = await startChromium();
if ('missing' in chromium) console.warn(`The tests in Chromium are skipped: ${chromium.missing}.`);

const inChromium = 'browser' in chromium ? describe : describe.skip;

inChromium('in Chromium', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await servePages(msw);
  });
  afterAll(async () => {
    pages.close();
    if ('browser' in chromium) await chromium.browser.close();
  });

  async function open(path: string): Promise<Page> {
    if ('missing' in chromium) throw new Error(chromium.missing);
    const page = await chromium.browser.newPage();
    await page.goto(pages.url + path);
    return page;
  }

  const play = (page: Page, name: string) =>
    page.evaluate(
      (scenario) => (globalThis as unknown as { play(name: string): unknown }).play(scenario),
      name,
    );

  describe('on a page', () => {
    let page: Page;
    beforeAll(async () => {
      page = await open('/free');
    });
    afterAll(() => page.close());

    test.each(scenarios)('$name', async ({ name, sees }) => {
      expect(await play(page, name)).toEqual(sees);
      expect(pages.strayed()).toEqual([]);
    });
  });

  describe('on a page that may fetch from its own origin only', () => {
    let page: Page;
    beforeAll(async () => {
      page = await open('/strict');
    });
    afterAll(() => page.close());

    test.each(strictScenarios)('$name', async ({ name, sees }) => {
      expect(await play(page, name)).toEqual(sees);
      expect(pages.strayed()).toEqual([]);
    });
  });
});
