// `npm run site`: builds the published contract: start page, API reference with a mock in the page, catalogue, matrix,
// downloads and documentation. All links are relative, so that it can lie under any path of any server.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitWith } from '../scripts/exit-code.ts';
import { buildSite } from './site.ts';

const usage = `Usage: npm run site -- [options]

  --out DIR          where it goes: a new or empty folder, or one that an earlier build wrote, which is emptied (_site)
  --url URL          where it will be published, for canonical links, the sitemap and the social picture
  --repository URL   where the sources are published, for links to them
  --matrix DIR       where npm run matrix left matrix.json, such as reports; or a folder of recorded runs
                     (conformance/recorded)
  --help             show this

Exit codes: 0 done; 1 it cannot be built; 2 usage.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: '_site' },
      url: { type: 'string' },
      repository: { type: 'string' },
      matrix: { type: 'string', default: 'conformance/recorded' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const out = resolve(values.out);
  // It is emptied: a slip must not cost anybody a folder of theirs.
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'downloads/SHA256SUMS'))) {
    throw new Error(
      `--out ${values.out}: the folder has files that this command did not write; choose another`,
    );
  }
  const pages = await buildSite({
    out,
    matrix: resolve(values.matrix),
    ...addressOf('url', values.url),
    ...addressOf('repository', values.repository),
  });
  console.log(`wrote ${pages} pages to ${values.out}`);
  return 0;
}

/** An option that holds an address, without a slash at its end. */
function addressOf(
  name: 'url' | 'repository',
  value: string | undefined,
): { url?: string; repository?: string } {
  if (!value) return {};
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? ''))
    throw new Error(`--${name} ${value}: not an http(s) URL`);
  return { [name]: value.replace(/\/+$/, '') };
}

await exitWith(main, 1);
