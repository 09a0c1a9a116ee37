// Sentences of the contract as HTML: code between backticks, and links to the public threads that sources name.
import escapeHtml from 'escape-html';

/**
 * @example prose('says `{}`; mcohen01/amazonica#125')
 * // 'says <code>{}</code>; <a href="https://github.com/mcohen01/amazonica/issues/125">mcohen01/amazonica#125</a>'
 */
export function prose(text: string): string {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(
      /([\w.-]+\/[\w.-]+)#(\d+)/g,
      (name, repository, number) =>
        `<a href="https://github.com/${repository}/issues/${number}" rel="noreferrer">${name}</a>`,
    );
}
