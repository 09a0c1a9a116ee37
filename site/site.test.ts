// The built site in Chromium, under a sub-path, as it would lie on a server of files.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { run } from '../conformance/index.ts';
import { matrixOf } from '../conformance/matrix/matrix.ts';
import { serveSwfMock } from '../mocks/http/server.ts';
import { startChromium } from '../scripts/programs/chromium.ts';
import { runScript } from './fixtures/run-script.ts';
import { type ServedSite, serveSite } from './serve.ts';

const chromium = await startChromium();
if ('missing' in chromium)
  console.warn(`The tests of the site in Chromium are skipped: ${chromium.missing}.`);
const inChromium = 'browser' in chromium ? describe : describe.skip;
const browser = ('browser' in chromium ? chromium.browser : undefined) as Browser;

let folder: string;
let site: string;
let served: ServedSite;
let pages: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  site = join(folder, 'site');
  await buildWith(join(folder, 'reports'));
  served = await serveSite(site, '/some/path/');
  const files = await readdir(site, { recursive: true });
  pages = files.filter((name) => name.endsWith('index.html')).map((name) => name.replace(/index\.html$/, ''));
});

afterAll(async () => {
  served.close();
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Builds with a matrix of two small runs. */
async function buildWith(reports: string): Promise<void> {
  const mock = await serveSwfMock();
  const report = await run({ endpoint: mock.url, only: ['completed/result/*', '*/lifecycle/*'] });
  await mock.close();
  await mkdir(reports, { recursive: true });
  const passed = report.results.findIndex(({ verdict }) => verdict === 'passed');
  const results = report.results.map((result, index) =>
    index === passed ? { ...result, verdict: 'failed' as const } : result,
  );
  const matrix = matrixOf([
    { name: 'swf-mock', report },
    { name: 'another', report: { ...report, results } },
  ]);
  await writeFile(join(reports, 'matrix.json'), JSON.stringify(matrix));
  runScript('site/main.ts', '--out', site, '--matrix', reports);
}

const textOf = (page: string) => readFile(join(site, page, 'index.html'), 'utf8');

test('there is a page for every purpose', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['', 'reference/', 'catalogue/', 'matrix/', 'downloads/', 'docs/', 'docs/mock/']),
  );
});

test('no page allows what comes from elsewhere, or a script or a style in itself', async () => {
  for (const page of pages) {
    const [, policy = ''] =
      (await textOf(page)).match(/http-equiv="Content-Security-Policy" content="([^"]*)"/) ?? [];
    const directives = policy.replaceAll('&#39;', "'").split('; ');
    expect(directives).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  }
});

test('every link and every file of a page is there, under whatever path the site lies', async () => {
  const missing: string[] = [];
  const anchors = new Map<string, Set<string>>();
  for (const page of pages) {
    anchors.set(
      page,
      new Set([...(await textOf(page)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string)),
    );
  }
  const files = new Set(await readdir(site, { recursive: true }));
  for (const page of pages) {
    for (const [, href = ''] of (await textOf(page)).matchAll(/ (?:href|src)="([^"]+)"/g)) {
      if (/^https?:/.test(href)) continue;
      const [path = '', fragment] = href.replaceAll('&amp;', '&').split('#');
      const target = posix.join(page || '.', path.replace(/\?.*/, '')).replace(/^\.\/?/, '');
      const isPage = anchors.has(target);
      if (!isPage && !files.has(target)) missing.push(`${page}: ${href}`);
      if (isPage && fragment && !anchors.get(target)?.has(decodeURIComponent(fragment)))
        missing.push(`${page}: ${href}`);
    }
  }
  expect(missing).toEqual([]);
});

test('each download is what its checksum says', async () => {
  const sums = (await readFile(join(site, 'downloads/SHA256SUMS'), 'utf8')).trim().split('\n');
  const page = await textOf('downloads');
  expect(sums.length).toBeGreaterThan(8);
  for (const line of sums) {
    const [sum = '', name = ''] = line.split('  ');
    const content = await readFile(join(site, 'downloads', name));
    expect(createHash('sha256').update(content).digest('hex')).toBe(sum);
    expect(page).toContain(sum);
  }
});

test('where no matrix was built the page says so', async () => {
  const other = join(folder, 'without');
  runScript('site/main.ts', '--out', other, '--matrix', join(folder, 'nothing'));
  const text = await readFile(join(other, 'matrix/index.html'), 'utf8');
  expect(text).toContain('No matrix was built');
});

inChromium('in Chromium', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  /** A page, and what went wrong on it: requests to other origins, breaches of the policy, errors of scripts. */
  async function open(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; wrong: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    const { origin } = new URL(served.url);
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) wrong.push(`request to ${url}`);
    });
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 400')) wrong.push(message.text());
    });
    await page.goto(served.url + path);
    if (path.startsWith('reference/')) await page.waitForSelector('.opblock');
    return { page, wrong };
  }

  const close = (page: Page) => page.context().close();

  const looks: [string, BrowserContextOptions][] = [
    ['light and wide', { colorScheme: 'light' }],
    ['dark and narrow', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
  ];

  test.each(looks)(
    'every page, %s: no request leaves the origin, nothing is hard to reach, nothing overflows',
    async (_, look) => {
      const { page, wrong } = await open('', look);
      for (const path of pages) {
        await page.goto(served.url + path);
        if (path === 'reference/') await tryIt(page, 'Completed');
        for (const summary of (await page.locator('details.case summary').all()).slice(0, 3)) {
          await summary.click();
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const serious = await seriousFindings(page);
        expect({ path, wrong, serious, overflow: Math.max(0, overflow) }).toEqual({
          path,
          wrong: [],
          serious: [],
          overflow: 0,
        });
      }
      await close(page);
      expect(served.strayed).toEqual([]);
    },
  );

  /** What axe-core finds serious or critical. The page allows no script in itself, so axe comes in from outside. */
  async function seriousFindings(page: Page): Promise<string[]> {
    // A colour on its way from one to another is neither, and none that anybody reads by.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    const found = await page.evaluate(`${axe}; axe.run({ resultTypes: ['violations'] })`);
    const { violations } = found as {
      violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
    };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  /** Opens an operation, puts in a body if one is given, sends it, and returns what Try it shows of the answer. */
  async function tryIt(
    page: Page,
    operation: string,
    body?: object,
  ): Promise<{ status: string; text: string }> {
    const block = page.locator(`#operations-Activity_tasks-RespondActivityTask${operation}`);
    if (!(await block.locator('.opblock-body').isVisible()))
      await block.locator('.opblock-summary-control').click();
    if (body) await block.locator('textarea').fill(JSON.stringify(body));
    // The answer to the call before is not to be taken for this one's.
    const clear = block.locator('button.btn-clear');
    if (await clear.isVisible()) await clear.click();
    const calls = page.locator('#seen tbody tr');
    const before = await calls.count();
    await block.locator('button.execute').click();
    await calls.nth(before).waitFor({ state: 'attached' });
    const response = block.locator('.live-responses-table tr.response');
    await response.waitFor();
    return {
      status: (await response.locator('.response-col_status').innerText()).trim(),
      text: await response.innerText(),
    };
  }

  describe('Try it', () => {
    test.each([
      ['Completed', { taskToken: 'a token', result: 'shipped' }, 'ActivityTaskCompleted'],
      ['Canceled', { taskToken: 'a token', details: 'withdrawn' }, 'ActivityTaskCanceled'],
    ])('RespondActivityTask%s closes a task, once', async (operation, body, event) => {
      const { page, wrong } = await open('reference/');
      expect(await tryIt(page, operation, body)).toMatchObject({ status: '200' });
      expect(await page.locator('#seen tbody tr').first().innerText()).toContain(event);
      const again = await tryIt(page, operation, body);
      expect(again).toMatchObject({ status: '400', text: expect.stringContaining('UnknownResourceFault') });
      await page.locator('#forget').click();
      expect(await tryIt(page, operation, body)).toMatchObject({ status: '200' });
      expect({ wrong, strayed: served.strayed }).toEqual({ wrong: [], strayed: [] });
      await close(page);
    });

    test.each(['Completed', 'Canceled'])(
      'RespondActivityTask%s refuses a token of 1025 characters',
      async (operation) => {
        const { page } = await open('reference/');
        const { status, text } = await tryIt(page, operation, { taskToken: 'a'.repeat(1025) });
        expect(status).toBe('400');
        expect(text).toContain('com.amazon.coral.validate#ValidationException');
        expect(text).toContain('length less than or equal to 1024');
        expect(await tryIt(page, operation, { taskToken: 'a'.repeat(1024) })).toMatchObject({
          status: '200',
        });
        await close(page);
      },
    );

    test('the example that is one character too long is there to be chosen', async () => {
      const { page } = await open('reference/');
      await page.locator('.opblock-summary-control').first().click();
      await page.getByLabel('Example').first().selectOption('too-long');
      expect(await tryIt(page, 'Completed')).toMatchObject({ status: '400' });
      await close(page);
    });

    test('two pages have two mocks', async () => {
      const { page } = await open('reference/');
      await tryIt(page, 'Completed', { taskToken: 'a' });
      const other = await page.context().newPage();
      await other.goto(`${served.url}reference/`);
      await other.waitForSelector('.opblock');
      expect(await tryIt(other, 'Completed', { taskToken: 'a' })).toMatchObject({ status: '200' });
      expect(await tryIt(page, 'Completed', { taskToken: 'a' })).toMatchObject({ status: '400' });
      await close(page);
    });

    test('where there are no service workers the page says so, and the reference is there', async () => {
      const context = await browser.newContext();
      // As it is on a page that came without HTTPS.
      await context.addInitScript('delete Navigator.prototype.serviceWorker');
      const page = await context.newPage();
      await page.goto(`${served.url}reference/`);
      await page.locator('.opblock-summary-control').first().click();
      expect(await page.locator('#status').innerText()).toContain('The mock cannot run');
      expect(await page.locator('button.execute').count()).toBe(0);
      await close(page);
    });
  });

  describe('the catalogue', () => {
    const shown = (page: Page) => page.locator('output.shown').innerText();

    test('is searched by words, which the address keeps', async () => {
      const { page } = await open('catalogue/');
      await page.keyboard.press('/');
      await page.keyboard.type('result 32769');
      expect(await shown(page)).toBe('1 requirement, 1 case');
      expect(await page.locator('details.case:visible').innerText()).toContain(
        'completed/result/length-32769',
      );
      await page.reload();
      expect(await shown(page)).toBe('1 requirement, 1 case');
      await close(page);
    });

    test('is filtered by level, provenance and operation together', async () => {
      const { page } = await open('catalogue/');
      await page.getByLabel('Level').selectOption('SHOULD');
      await page.getByLabel('Provenance').selectOption('recorded');
      await page.getByLabel('Operation', { exact: true }).selectOption('RespondActivityTaskCanceled');
      const texts = await page.locator('section.requirement:visible').allInnerTexts();
      expect(texts.length).toBeGreaterThan(3);
      for (const text of texts) {
        expect(text).toMatch(/SHOULD/);
        expect(text).toMatch(/recorded/);
        expect(text).not.toContain('completed/');
      }
      await page.getByRole('button', { name: 'Show all' }).click();
      await page.waitForFunction(
        (count) => !document.querySelector('output')?.textContent?.startsWith(`${count} `),
        texts.length,
      );
      await close(page);
    });

    test('bears an address that is badly written', async () => {
      const { page, wrong } = await open('catalogue/#%E0%A4%A');
      expect(await shown(page)).toMatch(/cases$/);
      expect(wrong).toEqual([]);
      await close(page);
    });

    test('opens the case that an address names, with the keyboard too', async () => {
      const { page } = await open('catalogue/#completed/result/length-32769');
      expect(await page.locator('details.case[open] .inside').innerText()).toContain('head -n 32769');
      await page.locator('details.case:not([open]) summary').first().focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('details.case[open]').count()).toBe(2);
      await close(page);
    });
  });

  test('the matrix shows what differs', async () => {
    const { page } = await open('matrix/');
    await page.getByLabel('only where endpoints differ').check();
    expect(await page.locator('tr.row:visible').count()).toBe(1);
    expect(await page.locator('tr.row:visible').innerText()).toMatch(/passed[\s\S]*failed/);
    await close(page);
  });

  test('the first stop of the keyboard leads to the content', async () => {
    const { page } = await open('');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await close(page);
  });
});
