// Documents are written to be read in the checkout too. Here their headings get anchors as there, and their links lead
// to the pages that the documents have become.

/** What of markdown-it is used here. */
export type Markdown = {
  core: { ruler: { push(name: string, rule: (state: MarkdownState) => void): void } };
  renderer: { rules: Record<string, ((...tokens: unknown[]) => string) | undefined> };
};

export type MarkdownState = { tokens: Token[]; env: { path?: string; page: { url: string } } };

type Token = {
  type: string;
  tag: string;
  content: string;
  attrs: [string, string][] | null;
  children: Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
};

/**
 * Where a link leads that a document has on its page.
 *
 * @param source the document, `docs/mock.md`
 * @param page the page that it has become, `/docs/mock/`
 * @returns undefined when the target is not on the site; the words of the link then stay as text
 */
export type LinkFrom = (href: string, source: string, page: string) => string | undefined;

export function adaptMarkdown(markdown: Markdown, linkFrom: LinkFrom): void {
  const { rules } = markdown.renderer;
  const { fence } = rules;
  // What may scroll has to be within the reach of a keyboard.
  rules.fence = (...tokens) =>
    (fence?.(...tokens) ?? '').replace(/^<pre\b/, '<pre tabindex="0" role="group" aria-label="Code"');
  rules.table_open = () => '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>';
  rules.table_close = () => '</table></div>';
  markdown.core.ruler.push('document', ({ tokens, env: { path, page } }) => {
    if (path === undefined) return;
    tokens.forEach((token, index) => {
      // Columns are aligned by a style in the page, which its policy does not allow.
      if (/^t[hd]_open$/.test(token.type)) {
        token.attrs = token.attrGet('style') === 'text-align:right' ? [['class', 'figure']] : null;
      }
      // The corner of a table is no heading.
      const [content, close] = tokens.slice(index + 1);
      if (token.type === 'th_open' && content?.content === '' && close) token.tag = close.tag = 'td';
      if (token.type === 'heading_open') anchor(token, tokens[index + 1] as Token);
      if (token.children)
        token.children = withLinks(token.children, (href) => linkFrom(href, path, page.url));
    });
  });
}

/** Gives a heading its id, and a link to itself at its end. */
function anchor(heading: Token, words: Token): void {
  const id = anchorOf(words.content);
  heading.attrSet('id', id);
  const content = `<a class="anchor" href="#${id}" aria-label="Link to this heading" data-pagefind-ignore>#</a>`;
  words.children?.push({ ...words, type: 'html_inline', content, children: null });
}

/**
 * The anchor of a heading, made as code hosts make it.
 *
 * @example anchorOf('Tasks: `any` or `declared`') // 'tasks-any-or-declared'
 */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function withLinks(tokens: Token[], linkTo: (href: string) => string | undefined): Token[] {
  let dropped = false;
  return tokens.filter((token) => {
    if (token.type === 'link_close') {
      const keep = !dropped;
      dropped = false;
      return keep;
    }
    if (token.type !== 'link_open') return true;
    const href = linkTo(token.attrGet('href') ?? '');
    dropped = href === undefined;
    if (href !== undefined) token.attrSet('href', href);
    return !dropped;
  });
}
