// Whether the runner survives every hostile endpoint: the whole suite by its command against each, with every report
// checked. Runs follow one another, but for those that mostly wait, which go on beside the others.
import { startChromium } from '../../scripts/programs/chromium.ts';
import { subjects } from '../hostile-endpoints/subjects.ts';
import { limits, survived, type Trial, tryOn } from '../hostile-endpoints/trial.ts';
import { table } from './measure/table.ts';

export const summary = 'whether the runner survives hostile endpoints, in time and in bounded memory';
export const onlyByName = true;

/** @param args parts of the names of endpoints or subjects, when only some are to be tried */
export async function run(args: string[]): Promise<number> {
  const selected = Object.entries(subjects).flatMap(([subject, endpoints]) =>
    endpoints
      .filter(({ name }) => args.length === 0 || args.some((part) => `${subject} ${name}`.includes(part)))
      .map((endpoint) => ({ subject, endpoint })),
  );
  if (selected.length === 0) {
    console.error(`hostile-endpoints: no endpoint has a name with ${args.join(' or ')}`);
    return 2;
  }
  const chromium = await startChromium();
  const browser = 'browser' in chromium ? chromium.browser : undefined;
  const trials: { subject: string; trial: Trial }[] = [];
  const tryOne = async ({ subject, endpoint }: (typeof selected)[number]) => {
    const trial = await tryOn(endpoint, browser ? { browser } : {});
    tell(endpoint.name, trial);
    trials.push({ subject, trial });
  };
  const waiting = selected.filter(({ endpoint }) => endpoint.waits).map(tryOne);
  for (const each of selected) if (!each.endpoint.waits) await tryOne(each);
  await Promise.all(waiting);
  await browser?.close();
  const rows = Object.keys(subjects).flatMap((subject) => {
    const own = trials.filter((each) => each.subject === subject);
    return own.length === 0
      ? []
      : [
          row(
            subject,
            own.map(({ trial }) => trial),
          ),
        ];
  });
  const all = trials.map(({ trial }) => trial);
  console.log(table(columns, [...rows, row('together', all)]));
  return all.every(survived) ? 0 : 1;
}

function tell(name: string, trial: Trial): void {
  const { seconds, peakMb, longest, faults, unchecked } = trial;
  const figures = `${seconds.toFixed(1)} s  ${peakMb.toFixed(0)} MB  ${longest} ms`;
  console.error(`${survived(trial) ? 'survived' : 'FAILED  '} ${name.padEnd(56)} ${figures}`);
  for (const fault of faults) console.error(`         ${fault}`);
  for (const check of unchecked) console.error(`         not checked: ${check}`);
}

const columns = [
  'endpoints',
  'tried',
  'survived',
  `longest exchange (timeout: ${limits.timeoutMs} ms)`,
  'longest run',
  'peak memory',
];

function row(name: string, trials: Trial[]): string[] {
  const most = (of: (trial: Trial) => number) => Math.max(...trials.map(of));
  return [
    name,
    String(trials.length),
    String(trials.filter(survived).length),
    `${most(({ longest }) => longest)} ms`,
    `${most(({ seconds }) => seconds).toFixed(1)} s`,
    `${most(({ peakMb }) => peakMb).toFixed(0)} MB`,
  ];
}
