// Text put into Markdown so that it stays text: no markup, no link, no mention, no HTML, no end of a table's cell.
import { onOneLine } from '../../printable.ts';

/**
 * Text in a line. Each character that Markdown might take for markup is written as a character reference, which
 * CommonMark (section 2.5) never takes for one.
 *
 * @example literal('*a* <b>') // '&#42;a&#42; &#60;b&#62;'
 */
export function literal(text: string): string {
  return onOneLine(text).replace(markup, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text in a line as code. A code span takes no character references, the HTML element does. */
export function inlineCode(text: string): string {
  return `<code>${literal(text)}</code>`;
}

/**
 * Text in a block of its own. The fence is longer than any in the text.
 *
 * @example codeBlock('a', 'sh') // '```sh\na\n```'
 */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

// Punctuation that marks up wherever it stands; what begins a list or a heading only at the beginning; and the dot
// that makes a link of what follows www. The colon is among the former because of https: and :emoji:.
const markup = /[!#$&*+:<>@[\]\\^_`{|}~]|^[-=.]|(?<=^\d+)[.)]|(?<=www)\./gi;
