// The fenced blocks of the documents, with what stands before each in a comment.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Block = {
  /** `docs/mock.md`. */
  document: string;
  language: string;
  text: string;
  /** The comment right before it: `file: new-task.sh`. */
  note: string | undefined;
  /** What the block is called in tables: its document and its first line. */
  name: string;
};

/** The blocks that somebody could run; text, diagrams and JSON are to be read. */
const runnable = ['sh', 'ts', 'js', 'python', 'yaml'];

/** The runnable blocks of README.md and of the documents in docs/, in their order. */
export function readBlocks(root: string): Block[] {
  const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...documents.sort().map((name) => `docs/${name}`)]
    .flatMap((document) => blocksOf(document, readFileSync(join(root, document), 'utf8')))
    .filter(({ language }) => runnable.includes(language));
}

function blocksOf(document: string, markdown: string): Block[] {
  const fences = markdown.matchAll(/(?:<!-- (.*?) -->\n)?```(\w*)\n([\s\S]*?)```/g);
  return [...fences].map(([, note, language = '', text = '']) => ({
    document,
    language,
    text,
    note,
    name: `${document}: ${text.split('\n')[0]}`,
  }));
}
