// `npm run bench`: every measurement of speed and size, one after the other; `npm run bench -- NAME`: the one in the
// file of that name in this folder.
import { readdir } from 'node:fs/promises';

/** What each file in this folder exports. */
export type Bench = {
  /** One line for the list, and the heading of its table. */
  summary: string;
  /** True where it is run only when it is named: it measures no speed, or takes long. */
  onlyByName?: boolean;
  /** Measures and prints; returns the exit code. An aim that is missed is told, and is no failure. */
  run(args: string[]): Promise<number>;
};

const usage = `Usage: npm run bench [-- NAME [ARGUMENTS]]

Without a name, everything that is not marked with *, which takes some minutes. Ratios count: the figures beside them
hold for this machine only. Nothing else should run on it meanwhile.
`;

const isBench = (file: string) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'main.ts';

async function benches(): Promise<Map<string, Bench>> {
  const files = (await readdir(import.meta.dirname)).filter(isBench).sort();
  const loaded = files.map(async (file) => [file.slice(0, -3), await import(`./${file}`)] as const);
  return new Map(await Promise.all(loaded));
}

async function main([name, ...args]: string[]): Promise<number> {
  const known = await benches();
  if (name === '--help' || name === '--list') {
    console.log(usage);
    for (const [each, { summary, onlyByName }] of known) {
      console.log(`  ${each.padEnd(12)} ${onlyByName ? '*' : ' '} ${summary}`);
    }
    return 0;
  }
  if (name !== undefined) {
    const bench = known.get(name);
    if (bench) return bench.run(args);
    console.error(`bench: there is no "${name}"; there are ${[...known.keys()].join(', ')}`);
    return 2;
  }
  let worst = 0;
  for (const [each, { summary, onlyByName, run }] of known) {
    if (onlyByName) continue;
    console.log(`## ${each}: ${summary}\n`);
    worst = Math.max(worst, await run([]));
    console.log();
  }
  return worst;
}

process.exitCode = await main(process.argv.slice(2));
