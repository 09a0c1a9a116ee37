// Escapes text for Markdown: no markup, link, mention or HTML, and no end of a table cell.
import { onOneLine } from '../../printable.ts';

/**
 * Text in a line. Each character that could be markup becomes a character reference, which CommonMark (section 2.5) never
 * interprets as markup.
 *
 * @example literal('*a* <b>') // '&#42;a&#42; &#60;b&#62;'
 */
export function literal(text: string): string {
  return onOneLine(text).replace(markup, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text in a line as code. The HTML element allows character references, a code span does not. */
export function inlineCode(text: string): string {
  return `<code>${literal(text)}</code>`;
}

/**
 * Text in a code block. The fence is longer than any fence in the text.
 *
 * @example codeBlock('a', 'sh') // '```sh\na\n```'
 */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

// Punctuation that is markup anywhere; characters that start a list or a heading, only at the beginning; and the dot after
// www, which makes a link. The colon is included because of https: and :emoji:.
const markup = /[!#$&*+:<>@[\]\\^_`{|}~]|^[-=.]|(?<=^\d+)[.)]|(?<=www)\./gi;
