// Sentences of the contract as HTML: code between backticks, and links to the documents and threads that sources name.
import escapeHtml from 'escape-html';

const aws = 'https://docs.aws.amazon.com/amazonswf/latest';

const documents: [named: RegExp, url: string][] = [
  [/(?<=Amazon SWF API Reference, )([A-Z][a-z]+[A-Z]\w+)/g, `${aws}/apireference/API_$1.html`],
  [/Amazon SWF quotas/g, `${aws}/developerguide/swf-dg-limits.html`],
  [/RFC (\d+), section ([\d.]*\d)/g, 'https://www.rfc-editor.org/rfc/rfc$1#section-$2'],
  [/([\w.-]+\/[\w.-]+)#(\d+)/g, 'https://github.com/$1/issues/$2'],
];

/**
 * @example prose('says `{}`; mcohen01/amazonica#125')
 * // 'says <code>{}</code>; <a href="https://github.com/mcohen01/amazonica/issues/125">mcohen01/amazonica#125</a>'
 */
export function prose(text: string): string {
  const html = escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
  return documents.reduce(
    (linked, [named, url]) => linked.replace(named, `<a href="${url}" rel="noreferrer">$&</a>`),
    html,
  );
}
