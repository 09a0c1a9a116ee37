// Whether the reports of a run are valid: each is held against its schema or read by an independent parser, and none
// contains anything that acts where it is shown.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Browser } from 'playwright-core';
import { Parser } from 'tap-parser';
import type { Report } from '../../generated/report-types.ts';

export const reportFormats = [
  'terminal',
  'json',
  'junit',
  'tap',
  'markdown',
  'html',
  'har',
  'github',
] as const;

/** The text of each report of one run. */
export type Reports = Record<(typeof reportFormats)[number], string>;

/** What is wrong, in words; and which checks could not be made on this machine, and why. */
export type Findings = { faults: string[]; unchecked: string[] };

/**
 * Checks every report of a run.
 *
 * @param browser opens the HTML report
 */
export async function checkReports(
  reports: Reports,
  browser?: Browser,
): Promise<Findings & { report?: Report }> {
  const report = parsed(reports.json) as Report;
  const invalid = violations(reportSchema, report, 'json');
  if (invalid.length > 0) return { faults: invalid, unchecked: [] };
  const faults = [
    ...reportFormats.flatMap((format) =>
      unfitCharacters(reports[format]).map((what) => `${format}: has ${what}`),
    ),
    ...violations(harSchema, parsed(reports.har), 'har'),
    ...tapFaults(reports.tap, report),
    ...markdownFaults(reports.markdown),
    ...htmlFaults(reports.html),
    ...githubFaults(reports.github),
  ];
  const unchecked: string[] = [];
  const xmllint = spawnSync('xmllint', ['--noout', '--schema', junitSchema, '-'], { input: reports.junit });
  if (xmllint.error) unchecked.push(`junit: ${xmllint.error.message}`);
  else if (xmllint.status !== 0) faults.push(`junit: ${xmllint.stderr.toString().slice(0, 500)}`);
  if (!browser) unchecked.push('html: no browser');
  else if (faults.length === 0) faults.push(...(await pageFaults(reports.html, report, browser)));
  return { faults, unchecked, report };
}

/** The value of a JSON text; undefined, which no schema here allows, for any other. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Characters that drive a terminal, turn or part a line, or are no characters. */
function unfitCharacters(text: string): string[] {
  const found = text.match(/(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\u{FEFF}]/u)?.[0];
  return found === undefined
    ? []
    : [`the character U+${found.codePointAt(0)?.toString(16).padStart(4, '0')}`];
}

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const junitSchema = join(root, 'conformance/report/fixtures/junit.xsd');
const reportSchema = new Ajv2020().compile(
  JSON.parse(readFileSync(join(root, 'generated/report.schema.json'), 'utf8')),
);
const harSchema = new Ajv({ strict: false, validateFormats: false })
  .addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'))
  .addSchema(Object.values(require('har-schema') as Record<string, { $id: string }>))
  .getSchema('har.json#') as ValidateFunction;

function violations(validate: ValidateFunction, value: unknown, format: string): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${format}: ${instancePath} ${message}`);
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
  parser.on('extra', (line) => faults.push(`tap: has a line that is no TAP: ${line}`));
  parser.on('child', () => faults.push('tap: has a subtest'));
  parser.end(text);
  const expected = results.length + problems.length;
  return points === expected ? faults : [...faults, `tap: ${points} points, not ${expected}`];
}

/** Outside of code blocks only the report's own elements are allowed, and nothing that becomes a link. */
function markdownFaults(text: string): string[] {
  if (Buffer.byteLength(text) > 1 << 20) return ['markdown: is longer than GitHub accepts'];
  const prose = text.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, '');
  const own = /^<\/?(details|summary|code)>$/;
  const elements = (prose.match(/<[^>]*>?/g) ?? []).filter((tag) => !own.test(tag));
  const links = prose.match(/\]\(|https?:|www\.|(?<![&\w])[@#]\w|^```/gm) ?? [];
  return [...elements, ...links].slice(0, 3).map((found) => `markdown: has ${JSON.stringify(found)}`);
}

/** Outside of the page's own head and script there are only tags that load and run nothing, and links within the page. */
function htmlFaults(html: string): string[] {
  const body = html
    .replace(/^[\s\S]*?<body>/, '')
    .replace(/<script>(?:(?!<\/script)[\s\S])*<\/script>\s*<\/body>\s*<\/html>\s*$/, '');
  const tag =
    /^<(?!(script|style|iframe|img|svg|object|embed|base|meta|link)\b)\/?[a-z][a-z0-9]*(?: (?!on|src|style|action)[a-z-]+(?:="[^"<>]*")?)*>$/;
  const away = /\shref="(?!#)/;
  const odd = (body.match(/<[^>]*>?/g) ?? []).filter((each) => !tag.test(each) || away.test(each));
  return odd.slice(0, 3).map((each) => `html: has ${JSON.stringify(each.slice(0, 200))}`);
}

function githubFaults(text: string): string[] {
  const command = /^::(error|warning|notice) title=[^:,]*::.*$/;
  const odd = text
    .trimEnd()
    .split('\n')
    .filter((line) => !command.test(line));
  return odd.slice(0, 3).map((line) => `github: no command of the report: ${line.slice(0, 200)}`);
}

/** The page as a browser has it: nothing was run, requested or inserted. */
async function pageFaults(html: string, { results }: Report, browser: Browser): Promise<string[]> {
  const faults: string[] = [];
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.on('console', (message) => faults.push(`html: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`html: ${error.message}`));
    page.on('dialog', (dialog) => faults.push(`html: a dialog: ${dialog.message()}`));
    page.on('request', (request) => faults.push(`html: requests ${request.url()}`));
    await page.setContent(html);
    const seen = await page.evaluate(() => ({
      owned: 'owned' in window,
      cases: document.querySelectorAll('details.case').length,
      scripts: document.querySelectorAll('script').length,
    }));
    const expected = { owned: false, cases: results.length, scripts: 1 };
    if (JSON.stringify(seen) !== JSON.stringify(expected)) faults.push(`html: is ${JSON.stringify(seen)}`);
  } finally {
    await context.close();
  }
  return faults;
}
