// `npm run bench -- NAME`: runs the measurement in the file of that name in this folder; without a name, lists them.
import { readdir } from 'node:fs/promises';

/** What each file in this folder exports. */
export type Bench = {
  /** One line for the list. */
  summary: string;
  /** Measures and prints; returns the exit code. */
  run(args: string[]): Promise<number>;
};

const extension = '.ts';
const notBenches = /^(main|load)\.ts$|\.test\.ts$/;

async function benches(): Promise<string[]> {
  const files = await readdir(import.meta.dirname);
  return files
    .filter((file) => file.endsWith(extension) && !notBenches.test(file))
    .map((file) => file.slice(0, -extension.length))
    .sort();
}

const load = (name: string): Promise<Bench> => import(`./${name}${extension}`);

async function main([name, ...args]: string[]): Promise<number> {
  const known = await benches();
  if (name !== undefined && known.includes(name)) return (await load(name)).run(args);
  for (const each of known) console.log(`npm run bench -- ${each.padEnd(12)} ${(await load(each)).summary}`);
  if (name === undefined || name === '--help') return 0;
  console.error(`bench: there is no "${name}"`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
