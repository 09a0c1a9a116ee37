// Whatever an endpoint says, every report is valid, does nothing where it is shown, and shows no secret. The suite runs
// in this process, and the text comes in answers, failures, tokens, histories and the error of a restart.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from '../../conformance/exchange/exchange.ts';
import { bodyLimit } from '../../conformance/exchange/incoming.ts';
import { formats } from '../../conformance/report/index.ts';
import { runEvents } from '../../conformance/run/run.ts';
import type { TaskSource } from '../../conformance/tasks/source.ts';
import { hostileTexts } from './hostile-texts.ts';
import { checkReports, type Reports, reportFormats } from './report-faults.ts';

const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'FwoGZXIvYXdzEBYaDEXAMPLE/TOKEN==',
  secret: true,
};
const secrets = [credentials.accessKeyId, credentials.secretAccessKey, credentials.sessionToken];
const cases = [
  'completed/{operation,history,lifecycle}/*',
  'completed/result/*',
  'completed/response/success-*',
];

/** The reports of a run of some cases against an endpoint that says a text wherever it can. */
async function reportsWith(text: string): Promise<Reports> {
  const answers = answersWith(text);
  let count = 0;
  const events = runEvents({
    endpoint: 'http://127.0.0.1:8000',
    only: cases,
    credentials,
    exchange: async () => answers[count++ % answers.length] as Answer,
    tasks: async () => tasksWith(text),
    restart: async () => {
      throw new Error(short(text));
    },
  });
  const reports = Object.fromEntries(reportFormats.map((format) => [format, ''])) as Reports;
  const writers = reportFormats.map(
    async (format) => [format, (await formats[format]?.())?.({ color: false })] as const,
  );
  const ready = await Promise.all(writers);
  for await (const event of events)
    for (const [format, write] of ready) reports[format] += write?.(event) ?? '';
  return reports;
}

/** Only bodies and histories are as long as the endpoint likes. */
const short = (text: string) => text.slice(0, 2000);

function answersWith(text: string): Answer[] {
  const response = (status: number, body: string): Answer => ({
    kind: 'response',
    status,
    headers: ['x-amzn-requestid', short(text)].map((name) => [name, short(text)]),
    text: body,
    bodyBytes: Buffer.byteLength(body),
    durationMs: 1,
  });
  return [
    response(200, ''),
    response(400, JSON.stringify({ __type: text, message: text, code: text })),
    response(200, text),
    { kind: 'failure', failure: 'garbage', message: short(text), durationMs: 1 },
    response(400, JSON.stringify({ __type: 'ValidationException', message: text })),
    response(503, text),
  ];
}

/** Every third task cannot be made, and every other history has another event than is expected. */
function tasksWith(text: string): TaskSource {
  let count = 0;
  return {
    issued: true,
    history: true,
    take: async () => {
      count += 1;
      if (count % 3 === 0) throw new Error(short(text));
      const eventType = count % 2 === 0 ? text : 'ActivityTaskCompleted';
      const history = async () => [{ eventType, attributes: { result: text, [short(text)]: text } }];
      return { taskToken: short(text), history };
    },
    close: async () => {},
  };
}

async function expectValid(text: string): Promise<void> {
  const reports = await reportsWith(text);
  expect((await checkReports(reports)).faults).toEqual([]);
  const shown = secrets.filter((secret) => Object.values(reports).some((report) => report.includes(secret)));
  expect(shown).toEqual([]);
}

const part = fc.oneof(
  fc.constantFrom(...hostileTexts, ...secrets),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('utf8')),
  fc.uint16Array().map((units) => String.fromCharCode(...units)),
);
const anyText = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const once = { seed: 1, endOnFailure: true };

describe('every report is valid', () => {
  test.each(hostileTexts)('with %j', expectValid);

  test('with any text', () => fc.assert(fc.asyncProperty(anyText, expectValid), { ...once, numRuns: 100 }));

  test('with any text that is repeated up to what the runner reads of a body', () => {
    const repeated = (text: string) => expectValid(`${text} `.repeat(bodyLimit / (text.length + 1)));
    return fc.assert(fc.asyncProperty(anyText, repeated), { ...once, numRuns: 5 });
  });
});

/** One change to a report that its check has to notice. */
const harmful: [format: keyof Reports, change: (report: string) => string][] = [
  ['terminal', (report) => `${report}\u001b[2J`],
  ['json', (report) => report.replace('"results"', '"result"')],
  ['json', (report) => report.slice(1)],
  ['junit', (report) => report.replace('<testsuites>', '<testsuites owned="1">')],
  ['tap', (report) => `${report}\nok 1000 - owned\n`],
  ['tap', (report) => `${report}\nowned\n`],
  ['markdown', (report) => `${report}\n[click](javascript:alert(1))\n`],
  ['markdown', (report) => `${report}\n<img src=x>\n`],
  ['html', (report) => report.replace('<main>', '<main><img src="x">')],
  ['html', (report) => report.replace('<main>', '<main><p onclick="owned()"></p>')],
  ['html', (report) => report.replace('<main>', '<main><a href="https://example.org/">x</a>')],
  ['html', (report) => report.replace('</main>', '<script>owned()</script></main>')],
  ['har', (report) => report.replace('"entries"', '"entry"')],
  ['github', (report) => `${report}owned\n`],
];

test.each(harmful)('a changed %s report is not valid', async (format, change) => {
  const reports = await reportsWith('a');
  const { faults, unchecked } = await checkReports({ ...reports, [format]: change(reports[format]) });
  // Without xmllint no JUnit report is checked.
  const junit = unchecked.filter((check) => check.startsWith('junit'));
  expect([...faults, ...junit]).toContainEqual(expect.stringMatching(`^${format}: `));
});
