// A self-contained web page: it contains its styles and script, and its policy forbids everything else.
import { createHash } from 'node:crypto';
import escapeHtml from 'escape-html';
import { onOneLine, printable } from '../../../printable.ts';

/** The content of a page. `body` is HTML; `script` is the text of a function that is called when the page has loaded. */
export type PageParts = { title: string; styles: string; script: string; body: string };

/** The page as a document. Its Content-Security-Policy allows its own style and script, by their hashes. */
export function page({ title, styles, script, body }: PageParts): string {
  const call = `(${script})();`;
  const policy = [
    "default-src 'none'",
    `style-src ${hashSource(styles)}`,
    `script-src ${hashSource(call)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${line(title)}</title>
<style>${styles}</style>
</head>
<body>
${body}
<script>${call}</script>
</body>
</html>
`;
}

/** Text on one line, escaped for an element or for an attribute in quotes. */
export function line(text: string): string {
  return escapeHtml(onOneLine(text));
}

/** A sentence of the contract on one line, with `code` as HTML. */
export function prose(text: string): string {
  return line(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** Text with its line breaks, escaped for an element. */
export function lines(text: string): string {
  return escapeHtml(printable(text));
}

/** The fragment for the element with this id. */
export function fragment(id: string): string {
  return `#${line(onOneLine(id).split('/').map(encodeURIComponent).join('/'))}`;
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
