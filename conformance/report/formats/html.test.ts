import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BrowserContext, Page } from 'playwright-core';
import type { Report } from '../../../generated/report-types.ts';
import { type ChromiumStart, startChromium } from '../../../scripts/programs/chromium.ts';
import {
  failure,
  hostileFailure,
  oneOfEach,
  report,
  result,
  untested,
  written,
} from '../fixtures/reports.ts';

describe('the HTML report', () => {
  test('links each cause to its cases', () => {
    const html = written('html', report([result(), failure()]));
    expect(html).toContain('Causes</h2>');
    expect(html).toContain('Instead it was accepted (200).');
    expect(html).toContain('href="#completed/result/length-32769"');
    expect(html).toContain('id="completed/result/length-32769"');
  });

  test('has every case, also one whose requirement the coverage leaves out', () => {
    const html = written('html', report([result(), failure()], { coverage: [] }));
    expect(html.match(/<details class="case"/g)).toHaveLength(2);
  });

  test('has requirements without a case in the run too', () => {
    expect(written('html', report([result()]))).toMatch(
      /id="requirement:success\.status"[\s\S]*?no case in this run/,
    );
  });

  test('links nowhere but to itself and to web addresses of expected failures', () => {
    const listed = (link: string) => failure({ expectedFailure: { reason: 'known', link } });
    const hrefs = (text: string) => [...text.matchAll(/ href="([^#"][^"]*)"/g)].map(([, href]) => href);
    expect(hrefs(written('html', report([listed('https://example.org/17')])))).toEqual([
      'https://example.org/17',
    ]);
    expect(hrefs(written('html', report([listed('javascript:alert(1)')])))).toEqual([]);
  });

  test('has the same markup whatever an endpoint said', () => {
    const tags = (text?: string) =>
      written('html', report([hostileFailure(text)]))
        .replace(/(href|title|id)="[^"]*"/g, '$1')
        .match(/<\/?[a-z][^>]*>/gi);
    const usual = tags('harmless');
    expect(tags()).toEqual(usual);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => {
        expect(tags(text)).toEqual(usual);
      }),
      { numRuns: 30 },
    );
  });
});

const chromium: ChromiumStart = await startChromium();
if ('missing' in chromium) console.warn(`The HTML report is not looked at in Chromium: ${chromium.missing}.`);
const inChromium = 'browser' in chromium ? describe : describe.skip;

inChromium('the HTML report in Chromium', () => {
  let folder = '';
  let context: BrowserContext;
  let complaints: string[] = [];
  let requests: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'swf-contract-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    if ('browser' in chromium) await chromium.browser.close();
  });
  beforeEach(() => {
    complaints = [];
    requests = [];
  });
  afterEach(() => context.close());

  async function open(of: Report, hash = '', look: { width?: number; dark?: boolean } = {}): Promise<Page> {
    if ('missing' in chromium) throw new Error(chromium.missing);
    const file = join(folder, 'report.html');
    await writeFile(file, written('html', of));
    context = await chromium.browser.newContext({
      viewport: { width: look.width ?? 1280, height: 900 },
      colorScheme: look.dark ? 'dark' : 'light',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href + hash);
    return page;
  }

  const shown = (page: Page) =>
    page.locator('details.case:visible').evaluateAll((cases) => cases.map(({ id }) => id));

  test('asks for nothing, complains of nothing and runs nothing that an endpoint said', async () => {
    const page = await open(report([{ ...hostileFailure(), id: 'hostile' }, ...oneOfEach()]));
    expect(complaints).toEqual([]);
    expect(requests).toEqual([page.url()]);
    expect(await page.locator('img').count()).toBe(0);
  });

  test('shows an address in full and unfolds the case that it leads to', async () => {
    const page = await open(report(oneOfEach()), '#completed/result/length-32769');
    const opened = page.locator('details.case[open]');
    expect(await opened.evaluateAll((cases) => cases.map(({ id }) => id))).toEqual([
      'completed/result/length-32769',
    ]);
    expect(await opened.locator('.evidence').innerText()).toContain(
      'the request got 200: {}, which is accepted',
    );
  });

  test('filters by words, result, level and operation together', async () => {
    const page = await open(report(oneOfEach()));
    const all = oneOfEach().map(({ id }) => id);
    expect((await shown(page)).sort()).toEqual([...all].sort());
    await page.getByRole('searchbox').fill('NULL-text');
    expect(await shown(page)).toEqual(['completed/json/null-text']);
    await page.getByLabel('MAY').uncheck();
    expect(await shown(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('RespondActivityTaskCompleted').uncheck();
    expect((await shown(page)).sort()).toEqual([
      'canceled/details/length-32769',
      'canceled/operation/accepted',
    ]);
    await page.getByLabel('failed as expected').uncheck();
    expect(await shown(page)).toEqual(['canceled/operation/accepted']);
    expect(await page.locator('.shown').innerText()).toBe('1 of 10 cases');
  });

  test('leads to a case that the filter hides', async () => {
    const page = await open(report(oneOfEach()));
    await page.getByRole('searchbox').fill('no case has these words');
    await page.locator('a[href="#completed/result/length-32769"]').first().click();
    await page.locator('details.case[open]:visible').waitFor();
  });

  test('works by keyboard: / seeks, Tab reaches a case, Enter unfolds it', async () => {
    const page = await open(report([result()]));
    await page.keyboard.press('/');
    await page.keyboard.type('32768');
    expect(await page.getByRole('searchbox').inputValue()).toBe('32768');
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator('details.case > summary:focus').count()) break;
    }
    await page.keyboard.press('Enter');
    expect(await page.locator('details.case[open]').count()).toBe(1);
    expect(new URL(page.url()).hash).toBe('#completed/result/length-32768');
  });

  test('copies the command of a case as it is', async () => {
    const { before: _, ...alone } = failure();
    const page = await open(report([alone]), `#${alone.id}`);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(alone.curl);
  });

  test.each([
    ['wide and light', { width: 1280, dark: false }],
    ['wide and dark', { width: 1280, dark: true }],
    ['narrow and light', { width: 360, dark: false }],
    ['narrow and dark', { width: 360, dark: true }],
  ])('has no violation that axe finds, and nothing to scroll sideways, %s', async (_, look) => {
    const page = await open(report([...oneOfEach(), { ...hostileFailure(), id: 'hostile' }]), '', look);
    await page.getByRole('button', { name: 'Unfold' }).click();
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    await page.evaluate(readFileSync(axe, 'utf8'));
    const found = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<AxeResults> } }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(found).toEqual([]);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  });

  test('can be read without a script', async () => {
    if ('missing' in chromium) throw new Error(chromium.missing);
    const file = join(folder, 'report.html');
    await writeFile(file, written('html', report([failure(), untested()])));
    context = await chromium.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator('form.tools').isVisible()).toBe(false);
    await page.locator('details.case > summary').first().click();
    expect(await page.locator('details.case[open] .evidence').isVisible()).toBe(true);
  });
});

type AxeResults = { violations: { id: string; nodes: { html: string }[] }[] };
