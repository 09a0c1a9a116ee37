// A line of the log is one line, and nothing that a request carries speaks to the terminal.
import { describe, expect, test } from '@jest/globals';
import type { AnyCall } from '../core/call.ts';
import { linesTogether, logLine } from './log.ts';

const call = (changes: object): AnyCall => ({
  operation: 'RespondActivityTaskCompleted',
  input: {},
  outcome: 'accepted',
  status: 200,
  at: new Date(0),
  requestId: '0976f0f4-3ff6-41e1-9a27-0760db01a4a8',
  region: 'us-east-1',
  ...changes,
});

/** Clears the screen, sets the title, overwrites the line, moves left, turns the direction of writing, ends lines. */
const hostile = '\u001b[2J\u001b]0;title\u0007a\rb\u009b1Kc\bd\u202ee\u2028f\u2029\n\u0000g\u007f';

describe.each(['pretty', 'json'] as const)('a line in the format %s', (format) => {
  test.each<[string, object]>([
    ['token', { input: { taskToken: hostile } }],
    ['result', { input: { taskToken: 'A', result: hostile } }],
    ['region', { region: hostile }],
    ['access key', { accessKeyId: hostile }],
    ['reason', { outcome: 'ValidationException', status: 400, reason: hostile }],
  ])('stays one line of plain text whatever the %s is', (_, changes) => {
    const line = logLine(format, call(changes), false) ?? '';
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  });

  test('can be written of a token that is no text', () => {
    const odd = { toString: 1, valueOf: 1 };
    expect(logLine(format, call({ input: { taskToken: odd } }), false)).toMatch(/accepted/);
  });
});

test('a line of JSON says exactly what was sent', () => {
  const line = logLine('json', call({ input: { taskToken: hostile } }), false) ?? '';
  expect(JSON.parse(line).input.taskToken).toBe(hostile);
});

test('lines of one turn of the event loop are written together, in their order', async () => {
  const written: string[] = [];
  const tell = linesTogether((text) => written.push(text));
  for (const line of ['a\n', 'b\n']) tell(line);
  await new Promise(setImmediate);
  tell('c\n');
  await new Promise(setImmediate);
  expect(written).toEqual(['a\nb\n', 'c\n']);
});
