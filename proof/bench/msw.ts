// What the mock adds to a round trip inside MSW, which costs much more than a mock should: MSW with a handler that
// only reads the body, beside MSW with the mock's handlers, in turn and in one process for each version of MSW.

import { versionOf } from '../../scripts/matrix/endpoints/msw-node.ts';
import { runCommand } from '../../scripts/programs/run-command.ts';
import { aimed, table } from './measure/table.ts';

export const summary = "the mock's part of a round trip inside MSW 2 and 3, beside a bare handler";

const rounds = 300;

/** @param args how many rounds are measured; 300 unless given */
export async function run([given = String(rounds)]: string[]): Promise<number> {
  if (!(Number(given) >= 1)) {
    console.error(`msw: ${given} is not a number of rounds`);
    return 2;
  }
  const rows: string[][] = [];
  for (const msw of ['msw2', 'msw'] as const) {
    const version = versionOf(msw);
    process.stderr.write(`MSW ${version}\n`);
    const { bare, mock, ratio } = await roundTrips(msw, given);
    const share = 100 * (ratio - 1);
    rows.push([
      `MSW ${version}`,
      `${bare.toFixed(0)} µs`,
      `${mock.toFixed(0)} µs`,
      `${share.toFixed(1)} %`,
      aimed(share, { atMost: 5 }),
    ]);
  }
  console.log(table(['', 'bare handler', 'swf-contract/mocks', "the mock's part", 'aim (%)'], rows));
  return 0;
}

async function roundTrips(
  msw: 'msw' | 'msw2',
  rounds: string,
): Promise<{ bare: number; mock: number; ratio: number }> {
  const script = `${import.meta.dirname}/measure/msw-round-trips.ts`;
  const imports =
    msw === 'msw'
      ? []
      : ['--import', `${import.meta.dirname}/../../scripts/matrix/endpoints/msw-2-as-msw.ts`];
  const args = [...imports, script, rounds];
  const { code, stdout, stderr } = await runCommand(process.execPath, args);
  if (code !== 0) throw new Error(`the round trips inside ${msw} failed: ${stderr}`);
  return JSON.parse(stdout);
}
