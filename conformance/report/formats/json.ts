// The JSON report: the whole run as data, in the shape of generated/report.schema.json.
import type { ReporterFactory } from '../reporter.ts';

// JSON.stringify leaves these as they are. Escaped they are the same data, and a terminal that shows the file is safe, and
// a pipeline that takes ##[name] for a command.
const unescaped = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{FEFF}]|(?<=#)#(?=\w*\[)/gu;

export const createReporter: ReporterFactory = () => (event) =>
  event.type === 'end' ? `${jsonText(event.report)}\n` : '';

/**
 * A value as indented JSON, of which no character drives a terminal. Half a surrogate pair, which a text that was cut
 * off may end with, becomes U+FFFD: many readers of JSON, such as jq, refuse a whole file for it.
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
