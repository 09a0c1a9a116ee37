// The search of the whole site, by Pagefind: its index and its own elements on every page.
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import type { Catalogue } from './catalogue.ts';

/** Indexes the pages of a built site, and every requirement and case of the catalogue as a result of its own. */
export async function writeSearchIndex(out: string, { requirements }: Catalogue): Promise<void> {
  const { index } = await createIndex();
  if (!index) throw new Error('Pagefind does not start');
  await index.addDirectory({ path: out });
  const add = (id: string, text: string) =>
    index.addCustomRecord({
      url: `/catalogue/#${id}`,
      content: `${id.replaceAll('/', ' ')}: ${text}`,
      language: 'en',
      meta: { title: id },
    });
  for (const { id, statement, source, cases } of requirements) {
    await add(id, `${statement} ${source}`);
    for (const each of cases) await add(each.id, each.title);
  }
  await index.writeFiles({ outputPath: join(out, 'pagefind') });
  await close();
}
