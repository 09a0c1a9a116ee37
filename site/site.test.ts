// The built site in Chromium, under a sub-path, as it would lie on a server of files.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readCorpus, run } from '../conformance/index.ts';
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

const operations = readCorpus().operations.map(({ name }) => name);

let folder: string;
let site: string;
let served: ServedSite;
let pages: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  site = join(folder, '[a] {b} *');
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
  // A folder may have any name, and the site may be meant for another place than where it is looked at.
  const options = ['--url', 'http://site.example/some/path/', '--repository', 'https://git.example/a/b'];
  runScript('site/main.ts', '--out', site, '--matrix', reports, ...options);
}

const textOf = (page: string) => readFile(join(site, page, 'index.html'), 'utf8');

test('there is a page for every purpose', () => {
  expect(pages).toEqual(
    expect.arrayContaining([
      '',
      'reference/',
      ...operations.map((name) => `reference/${name}/`),
      'catalogue/',
      'matrix/',
      'downloads/',
      'docs/',
      'docs/mock/',
      'docs/readme/',
    ]),
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
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
      ]),
    );
    expect(policy.replace('wasm-unsafe-eval', '')).not.toMatch(/unsafe|https?:|\*/);
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

test('each page says what it is, where it belongs, and how it looks in a link', async () => {
  const seen = new Set<string>();
  for (const page of pages) {
    const text = await textOf(page);
    const [, description = ''] = text.match(/<meta name="description" content="([^"]+)"/) ?? [];
    expect([page, seen.has(description)]).toEqual([page, false]);
    seen.add(description);
    expect(text).toContain(`<link rel="canonical" href="http://site.example/some/path/${page}">`);
    expect(text).toContain('<meta property="og:image" content="http://site.example/some/path/social.png">');
    expect(text.match(/<h1/g)).toHaveLength(1);
  }
  const picture = await readFile(join(site, 'social.png'));
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  const sitemap = await readFile(join(site, 'sitemap.xml'), 'utf8');
  const listed = [...sitemap.matchAll(/<loc>(.*)<\/loc>/g)].map(([, url]) => url);
  expect(listed.sort()).toEqual(pages.map((page) => `http://site.example/some/path/${page}`).sort());
});

test('documents lead to their sources, and what is not on the site to the repository', async () => {
  const text = await textOf('docs/mock');
  expect(text).toContain('href="https://git.example/a/b/blob/HEAD/docs/mock.md"');
  expect(await textOf('docs/readme')).toContain('href="https://git.example/a/b/blob/HEAD/examples/"');
});

test('where no address and no repository is given, nothing stands for them', async () => {
  const other = join(folder, 'plain');
  runScript('site/main.ts', '--out', other);
  expect(await readdir(other)).not.toContain('sitemap.xml');
  for (const page of pages) {
    const text = await readFile(join(other, page, 'index.html'), 'utf8');
    expect(/rel="canonical|property="og:|blob\/HEAD|="undefined/.test(text)).toBe(false);
  }
});

test('the reference has every member with its limits in the page itself', async () => {
  const members = [
    ['RespondActivityTaskCompleted', 'taskToken', '1 to 1024'],
    ['RespondActivityTaskCompleted', 'result', '0 to 32768'],
    ['RespondActivityTaskCanceled', 'details', '0 to 32768'],
    ['PollForActivityTask', 'taskList.name', '1 to 256'],
  ];
  for (const [operation = '', member = '', limits = ''] of members) {
    const text = await textOf(`reference/${operation}`);
    expect(text).toMatch(new RegExp(`<h1[^>]*>${operation}<`));
    const [row = ''] = text.split(`<tr>\n<td><code>${member}</code>`)[1]?.split('</tr>') ?? [];
    expect([member, row]).toEqual([member, expect.stringContaining(`${limits} characters`)]);
  }
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

test('the matrix of the runs that are kept has a column for each, with version and date', async () => {
  const other = join(folder, 'recorded');
  runScript('site/main.ts', '--out', other);
  const text = await readFile(join(other, 'matrix/index.html'), 'utf8');
  const runs = (await readdir('conformance/recorded')).filter((name) => name.endsWith('.json'));
  expect(runs.length).toBeGreaterThan(0);
  for (const name of runs) {
    const { title, version, startedAt } = JSON.parse(
      await readFile(join('conformance/recorded', name), 'utf8'),
    );
    expect(text).toContain(`${title} ${version}`);
    expect(text).toContain(startedAt.slice(0, 10));
  }
});

test('without a matrix the site is not built', () => {
  expect(() =>
    runScript('site/main.ts', '--out', join(folder, 'without'), '--matrix', join(folder, 'nothing')),
  ).toThrow('no recorded run');
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
      if (message.type() === 'error') wrong.push(message.text());
    });
    await page.goto(served.url + path);
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
      // Decisions look as other documents do.
      for (const path of pages.filter((each) => !each.startsWith('docs/decisions/'))) {
        await page.goto(served.url + path);
        if (path.includes('RespondActivityTaskCompleted')) await tryIt(page);
        for (const summary of (await page.locator('details.case summary').all()).slice(0, 3)) {
          await summary.click();
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const findings = await findingsOfAxe(page);
        expect({ path, wrong, findings, overflow: Math.max(0, overflow) }).toEqual({
          path,
          wrong: [],
          findings: [],
          overflow: 0,
        });
      }
      await close(page);
      expect(served.strayed).toEqual([]);
    },
    600_000,
  );

  /** What axe-core finds. The page allows no script in itself, so axe comes in from outside. */
  async function findingsOfAxe(page: Page): Promise<string[]> {
    // A colour on its way from one to another is neither, and none that anybody reads by.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    const found = await page.evaluate(`${axe}; axe.run({ resultTypes: ['violations'] })`);
    const { violations } = found as { violations: { id: string; nodes: { target: string[] }[] }[] };
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  }

  /** Puts in a body if one is given, sends it, and returns what Try it shows of the answer. */
  async function tryIt(page: Page, body?: object): Promise<string> {
    if (body) await page.getByLabel('Body').fill(JSON.stringify(body));
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.locator('output.answer:not(:empty)');
    await answer.waitFor();
    return answer.innerText();
  }

  describe('Try it', () => {
    test.each([
      ['Completed', { taskToken: 'a token', result: 'shipped' }, 'ActivityTaskCompleted'],
      ['Canceled', { taskToken: 'a token', details: 'withdrawn' }, 'ActivityTaskCanceled'],
      ['Failed', { taskToken: 'a token', reason: 'lost' }, 'ActivityTaskFailed'],
    ])('RespondActivityTask%s closes a task, once', async (operation, body, event) => {
      const { page, wrong } = await open(`reference/RespondActivityTask${operation}/`);
      expect(await tryIt(page, body)).toMatch(new RegExp(`^HTTP 200\\n[\\s\\S]*${event}$`));
      expect(await tryIt(page, body)).toMatch(/^HTTP 400\n[\s\S]*UnknownResourceFault/);
      await page.getByRole('button', { name: 'Forget all tasks' }).click();
      expect(await tryIt(page, body)).toMatch(/^HTTP 200\n/);
      expect({ wrong, strayed: served.strayed }).toEqual({ wrong: [], strayed: [] });
      await close(page);
    });

    test('a poll gets a task', async () => {
      const { page } = await open('reference/PollForActivityTask/');
      expect(await tryIt(page)).toMatch(/^HTTP 200\n[\s\S]*"taskToken":".+"activityId"/);
      await close(page);
    });

    test('a heartbeat says whether to cancel', async () => {
      const { page } = await open('reference/RecordActivityTaskHeartbeat/');
      expect(await tryIt(page)).toContain('{"cancelRequested":false}');
      await close(page);
    });

    test('what is no JSON is refused, and so is the example that is one character too long', async () => {
      const { page } = await open('reference/RespondActivityTaskCompleted/');
      await page.getByLabel('Body').fill('{');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('output').getByText('SerializationException').waitFor();
      await page
        .getByLabel('Example')
        .selectOption({ label: 'A taskToken of 1025 characters, one too many' });
      const answer = await tryIt(page);
      expect(answer).toContain('com.amazon.coral.validate#ValidationException');
      expect(answer).toContain('length less than or equal to 1024');
      expect(await tryIt(page, { taskToken: 'a'.repeat(1024) })).toMatch(/^HTTP 200\n/);
      await close(page);
    });
  });

  test('without scripts everything can be read, and nothing is offered that does not work', async () => {
    const { page } = await open('reference/RespondActivityTaskCompleted/', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('1 to 1024 characters');
    expect(await page.locator('form:visible, main button:visible').count()).toBe(0);
    await page.getByText('Python', { exact: true }).click();
    expect(await page.locator('main').innerText()).toContain('boto3.client(');
    await page.goto(`${served.url}catalogue/`);
    expect(await page.locator('section.requirement:visible').count()).toBeGreaterThan(100);
    expect(await page.locator('form:visible').count()).toBe(0);
    await close(page);
  });

  test.each([
    ['canceled.details.max-length', 'catalogue/#canceled.details.max-length'],
    ['completed/result/length-32769', 'catalogue/#completed/result/length-32769'],
    ['several mocks at once', 'docs/mock/'],
  ])('the search finds %s', async (words, target) => {
    const { page, wrong } = await open('docs/runner/');
    await page.getByRole('button', { name: 'search' }).click();
    await page.keyboard.type(words);
    await page.locator(`a[href*="${target}"]:visible`).first().click();
    await page.waitForURL((url) => `${url}`.startsWith(served.url + target));
    expect(wrong).toEqual([]);
    await close(page);
  });

  test('code is copied as it stands', async () => {
    const { page } = await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('npx swf-mock --port 8000');
    await close(page);
  });

  test('a page that is not there leads on, at whatever depth', async () => {
    const { page } = await open('404.html');
    const links = await page
      .locator('main a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['/some/path/', '/some/path/docs/', '/some/path/catalogue/']);
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('1216px');
    await close(page);
  });

  describe('the catalogue', () => {
    const shown = (page: Page) => page.locator('output.shown').innerText();

    test('is searched by words, which the address keeps', async () => {
      const { page } = await open('catalogue/');
      await page.getByLabel('Words').fill('result 32769');
      expect(await shown(page)).toBe('1 requirement, 1 case');
      // What the browser has not drawn yet has text, and no inner text.
      expect(await page.locator('details.case:visible').textContent()).toContain(
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
    await page.getByLabel('Operation').selectOption('RespondActivityTaskCanceled');
    expect(await page.locator('tr.row:visible').count()).toBe(0);
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
