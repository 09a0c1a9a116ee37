// A web page and swf-mock, in a real browser: what `--cors` lets through, and that the control API stays closed.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChromium } from '../../scripts/programs/chromium.ts';
import { type ServedSwfMock, serveSwfMock } from './server.ts';

const chromium = await startChromium();
if ('missing' in chromium) console.warn(`The tests of pages are skipped: ${chromium.missing}.`);

const inChromium = 'browser' in chromium ? describe : describe.skip;

inChromium('a page of another origin', () => {
  let site: Server;
  let origin: string;
  let page: Page;
  let served: ServedSwfMock | undefined;

  beforeAll(async () => {
    site = createServer((_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<!doctype html>'),
    );
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    if ('missing' in chromium) throw new Error(chromium.missing);
    page = await chromium.browser.newPage();
    await page.goto(origin);
  });
  afterEach(() => served?.close());
  afterAll(async () => {
    if ('browser' in chromium) await chromium.browser.close();
    site.close();
    site.closeAllConnections();
  });

  /** The status that the page sees, or what became of the request instead. */
  const fetchInPage = (url: string, options: RequestInit) =>
    page.evaluate(
      async ([url, options]) => {
        try {
          const response = await fetch(url, options);
          return response.type === 'opaque' ? 'unreadable' : response.status;
        } catch {
          return 'refused by the browser';
        }
      },
      [url, options] as const,
    );

  const call = {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted',
    },
    body: '{"taskToken":"A"}',
  };

  test('cannot call the operations', async () => {
    served = await serveSwfMock();
    expect(await fetchInPage(served.url, call)).toBe('refused by the browser');
    expect(served.swf.calls()).toEqual([]);
  });

  test('can call them when its origin is named', async () => {
    served = await serveSwfMock({ cors: origin });
    expect(await fetchInPage(served.url, call)).toBe(200);
    expect(served.swf.hasTask('A')).toBe(true);
  });

  test.each(['', '*'])('cannot open or list tasks, nor reset the mock, with --cors %j', async (cors) => {
    served = await serveSwfMock(cors === '' ? {} : { cors });
    const { taskToken } = served.swf.openTask();
    const control = `${served.url}/_swf-mock`;
    expect(await fetchInPage(`${control}/tasks`, { method: 'POST', mode: 'no-cors', body: '{}' })).toBe(
      'unreadable',
    );
    expect(await fetchInPage(`${control}/reset`, { method: 'POST', mode: 'no-cors' })).toBe('unreadable');
    expect(await fetchInPage(`${control}/tasks`, {})).toBe('refused by the browser');
    const opened = page.context().waitForEvent('page');
    await page.evaluate((url) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: url, target: '_blank', enctype: 'text/plain' });
      document.body.append(form);
      form.submit();
    }, `${control}/reset`);
    const answer = await opened;
    await answer.waitForLoadState();
    expect(await answer.textContent('body')).toMatch(/may not use the control API/);
    await answer.close();
    expect(served.swf.listTasks().map((task) => task.taskToken)).toEqual([taskToken]);
  });
});
