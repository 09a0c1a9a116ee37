// Whether the reports of a run are what their readers take: each is held against its schema or read by a parser that
// others made, and none has anything in it that would do something where it is shown.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Browser } from 'playwright-core';
import { Parser } from 'tap-parser';
import type { Report } from '../../generated/report-types.ts';

/** The formats that are looked at; each is a file of its own in a folder, named like the format. */
export const formats = ['terminal', 'json', 'junit', 'tap', 'markdown', 'html', 'har', 'github'] as const;

const root = join(import.meta.dirname, '../..');

/**
 * What is wrong with the reports in a folder, in words.
 *
 * @param browser looks at the page; without one it is not looked at
 */
export async function faultsOfReports(folder: string, browser?: Browser): Promise<string[]> {
  const texts = new Map<string, string>();
  for (const format of formats) texts.set(format, await readFile(join(folder, format), 'utf8'));
  const text = (format: (typeof formats)[number]) => texts.get(format) as string;
  const report = JSON.parse(text('json')) as Report;
  return [
    ...[...texts].flatMap(([format, each]) => unfit(each).map((what) => `${format}: has ${what}`)),
    ...against(reportSchema(), report, 'json'),
    ...against(harSchema(), JSON.parse(text('har')), 'har'),
    ...junitFaults(join(folder, 'junit')),
    ...tapFaults(text('tap'), report),
    ...markdownFaults(text('markdown')),
    ...githubFaults(text('github')),
    ...(browser ? await pageFaults(join(folder, 'html'), report, browser) : []),
  ];
}

/** Characters that drive a terminal, turn a line around or part it, or stand for nothing. */
function unfit(text: string): string[] {
  const found = text.match(/(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\u{FEFF}]/u)?.[0];
  return found === undefined
    ? []
    : [`the character U+${found.codePointAt(0)?.toString(16).padStart(4, '0')}`];
}

function against(validate: ValidateFunction, value: unknown, format: string): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${format}: ${instancePath} ${message}`);
}

function reportSchema(): ValidateFunction {
  return new Ajv2020().compile(JSON.parse(readFileSync(join(root, 'generated/report.schema.json'), 'utf8')));
}

function harSchema(): ValidateFunction {
  const require = createRequire(import.meta.url);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  ajv.addSchema(Object.values(require('har-schema') as Record<string, { $id: string }>));
  return ajv.getSchema('har.json#') as ValidateFunction;
}

function junitFaults(file: string): string[] {
  const schema = join(root, 'conformance/report/fixtures/junit.xsd');
  const { status, stderr, error } = spawnSync('xmllint', ['--noout', '--schema', schema, file], {
    encoding: 'utf8',
  });
  if (error) return process.env.REQUIRE_EVERYTHING ? [`junit: ${error.message}`] : [];
  return status === 0 ? [] : [`junit: ${stderr.slice(0, 500)}`];
}

function tapFaults(text: string, { results, problems = [] }: Report): string[] {
  const faults: string[] = [];
  let points = 0;
  const parser = new Parser({ strict: true }, ({ bailout, failures }) => {
    if (bailout) faults.push('tap: bails out');
    for (const { tapError } of failures) if (tapError) faults.push(`tap: ${tapError}`);
  });
  parser.on('assert', () => {
    points += 1;
  });
  parser.on('extra', (line) => faults.push(`tap: has a line of its own: ${line}`));
  parser.on('child', () => faults.push('tap: has a test within a test'));
  parser.end(text);
  const expected = results.length + problems.length;
  return points === expected ? faults : [...faults, `tap: ${points} points, not ${expected}`];
}

/** Outside of blocks of code there are no elements but the report's own, and nothing that becomes a link. */
function markdownFaults(text: string): string[] {
  if (Buffer.byteLength(text) > 1 << 20) return ['markdown: is longer than GitHub takes'];
  const prose = text.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, '');
  const own = /^<\/?(details|summary|code)>$/;
  const elements = (prose.match(/<[^>]*>?/g) ?? []).filter((tag) => !own.test(tag));
  const links = prose.match(/\]\(|https?:|www\.|(?<![&\w])[@#]\w|^```/gm) ?? [];
  return [...elements, ...links].slice(0, 3).map((found) => `markdown: has ${JSON.stringify(found)}`);
}

function githubFaults(text: string): string[] {
  const command = /^::(error|warning|notice) title=[^:,]*::.*$/;
  const odd = text
    .trimEnd()
    .split('\n')
    .filter((line) => !command.test(line));
  return odd.slice(0, 3).map((line) => `github: no command of the report: ${line.slice(0, 200)}`);
}

/** The page as a browser has it: nothing was run, nothing asked for, and no element came from the endpoint. */
async function pageFaults(file: string, { results }: Report, browser: Browser): Promise<string[]> {
  const faults: string[] = [];
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    page.on('console', (message) => faults.push(`html: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`html: ${error.message}`));
    page.on('dialog', (dialog) => faults.push(`html: a dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (request.url() !== address) faults.push(`html: asks for ${request.url()}`);
    });
    // What a file is called says what it is.
    await page.setContent(await readFile(file, 'utf8'));
    const seen = await page.evaluate(() => {
      const count = (selector: string) => document.querySelectorAll(selector).length;
      return {
        owned: 'owned' in window,
        cases: count('details.case'),
        scripts: count('script'),
        strangers: count(
          'img, iframe, object, embed, svg, base, meta[http-equiv=refresh], link, textarea, [onclick], [onload], [onerror], [onmouseover]',
        ),
        away: [...document.querySelectorAll('a')].filter(
          (link) => !link.getAttribute('href')?.startsWith('#'),
        ).length,
      };
    });
    const expected = { owned: false, cases: results.length, scripts: 1, strangers: 0, away: 0 };
    if (JSON.stringify(seen) !== JSON.stringify(expected)) faults.push(`html: is ${JSON.stringify(seen)}`);
  } finally {
    await context.close();
  }
  return faults;
}
