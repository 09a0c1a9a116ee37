// What the runner makes of endpoints that mean harm: the whole suite by its command against each, with every report.
import { startChromium } from '../../scripts/programs/chromium.ts';
import { families } from '../hostile-endpoints/families.ts';
import { limits, survive, type Trial } from '../hostile-endpoints/run-against.ts';
import { table } from './measure/table.ts';

export const summary = 'whether the runner survives hostile endpoints, in time and in bounded memory';
export const onlyByName = true;

/** @param args parts of names of endpoints or families, when only some are meant */
export async function run(args: string[]): Promise<number> {
  const chromium = await startChromium();
  if ('missing' in chromium) console.error(`Pages are not looked at: ${chromium.missing}.`);
  const rows: string[][] = [];
  const all: Trial[] = [];
  for (const family of families) {
    const meant = family.endpoints.filter(
      ({ name }) => args.length === 0 || args.some((part) => name.includes(part) || family.name === part),
    );
    const trials: Trial[] = [];
    for (const endpoint of meant) {
      const trial = await survive(endpoint, 'browser' in chromium ? { browser: chromium.browser } : {});
      trials.push(trial);
      const { seconds, peakMb, worst } = trial;
      const figures = `${seconds.toFixed(1)} s  ${peakMb.toFixed(0)} MB  × ${worst.toFixed(1)}`;
      console.error(
        `${trial.wounds.length === 0 ? 'survived' : 'WOUNDED '} ${endpoint.name.padEnd(56)} ${figures}`,
      );
      for (const wound of trial.wounds) console.error(`         ${wound}`);
    }
    if (trials.length > 0) rows.push(row(family.name, trials));
    all.push(...trials);
  }
  if ('browser' in chromium) await chromium.browser.close();
  if (all.length === 0) {
    console.error(`hostile-endpoints: no endpoint is called ${args.join(' or ')}`);
    return 2;
  }
  console.log(table(columns, [...rows, row('together', all)]));
  return all.every(({ wounds }) => wounds.length === 0) ? 0 : 1;
}

const columns = [
  'endpoints',
  'cases',
  'survived',
  `longest exchange (× timeout of ${limits.timeoutMs} ms)`,
  'longest run',
  'peak memory',
];

function row(name: string, trials: Trial[]): string[] {
  const most = (of: (trial: Trial) => number) => Math.max(...trials.map(of));
  return [
    name,
    String(trials.length),
    String(trials.filter(({ wounds }) => wounds.length === 0).length),
    most(({ worst }) => worst).toFixed(1),
    `${most(({ seconds }) => seconds).toFixed(1)} s`,
    `${most(({ peakMb }) => peakMb).toFixed(0)} MB`,
  ];
}
