// The JSON report: the whole run as data, in the shape of generated/report.schema.json.
import type { ReporterFactory } from '../reporter.ts';

// JSON.stringify does not escape these. Escaped, they are the same data, and the file is safe for terminals and for CI
// systems that interpret ##[name] as a command.
const unescaped = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{FEFF}]|(?<=#)#(?=\w*\[)/gu;

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? `${jsonText(event.report)}\n` : '';

/**
 * A value as indented JSON without control characters. A lone surrogate, with which a truncated text may end, becomes
 * U+FFFD, because many JSON parsers, such as jq, reject a file that contains one.
 *
 * @example jsonText({ a: '\u009b2J' }) // '{\n  "a": "\\u009b2J"\n}'
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, wellFormed, 2).replace(unescaped, (character) =>
    character === '\n'
      ? character
      : `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`,
  );
}

function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value;
}
