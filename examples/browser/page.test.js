// Runs the page in Chromium. CHROMIUM_PATH names the browser; without it, playwright-core looks for its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const file = (url) => readFileSync(fileURLToPath(url), 'utf8');
let browser;
let server;
let page;

before(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('mocked-page.js', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const files = {
    '/': ['text/html', file(new URL('index.html', import.meta.url))],
    '/page.js': ['text/javascript', outputFiles[0].text],
    '/mockServiceWorker.js': ['text/javascript', file(import.meta.resolve('msw/mockServiceWorker.js'))],
  };
  server = createServer(({ url }, response) => {
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, {
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'self'",
    });
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] });
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForSelector('[data-ready]', { state: 'attached' });
});

after(async () => {
  await browser?.close();
  server?.close();
});

async function submit(taskToken, result) {
  await page.fill('[name=taskToken]', taskToken);
  await page.fill('[name=result]', result);
  await page.click('button');
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '');
  return page.textContent('[role=status]');
}

test('the page completes a task', async () => {
  const taskToken = await page.evaluate(() => window.swf.openTask().taskToken);
  assert.equal(await submit(taskToken, 'order shipped'), 'The task is completed.');
  const closedBy = await page.evaluate((token) => window.swf.task(token).closedBy, taskToken);
  assert.deepEqual(closedBy, { event: 'ActivityTaskCompleted', result: 'order shipped' });
});

test('the page says that a task is closed already', async () => {
  const taskToken = await page.evaluate(() => {
    const task = window.swf.openTask({ startToCloseTimeout: 60 });
    window.swf.advance(61);
    return task.taskToken;
  });
  assert.equal(await submit(taskToken, 'too late'), 'The task is closed already.');
});
