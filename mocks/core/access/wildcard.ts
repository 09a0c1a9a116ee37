// Patterns as policies have them: `*` stands for any characters, `?` for any one.

/**
 * Goes back to the latest asterisk only, which is enough; a regular expression with thirty of them would try every way
 * to share the text out among them, and never end.
 */
export function fitsWildcard(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let latest: { after: number; at: number } | undefined;
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === '*') {
      next += 1;
      latest = { after: next, at };
    } else if (wanted === '?' || wanted === text[at]) {
      next += 1;
      at += 1;
    } else if (latest) {
      latest.at += 1;
      ({ after: next, at } = latest);
    } else return false;
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}
