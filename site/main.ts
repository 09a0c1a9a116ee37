// `npm run site`: builds the published contract: start page, API reference with a mock in the page, catalogue, matrix,
// downloads and documentation. All links are relative, so that it can lie under any path of any server.
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitWith } from '../scripts/exit-code.ts';
import { buildSite } from './site.ts';

const usage = `Usage: npm run site -- [options]

  --out DIR       where it goes, emptied first (site)
  --matrix DIR    where npm run matrix left matrix.json and matrix.html (reports)
  --help          show this

Exit codes: 0 done; 1 it cannot be built; 2 usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'site' },
      matrix: { type: 'string', default: 'reports' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  // It is emptied: a slip of the pen must not cost a folder that is none of ours.
  if (basename(resolve(values.out)) !== 'site')
    throw new Error(`--out ${values.out}: the folder has to be called site`);
  const pages = await buildSite({
    out: resolve(values.out),
    matrix: resolve(values.matrix),
    now: new Date(),
  });
  console.log(`wrote ${pages} pages to ${values.out}`);
  return 0;
}

await exitWith(main, 1);
