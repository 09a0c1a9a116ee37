// How many calls swf-mock answers over HTTP, and how fast, beside the least that could answer, beside Prism, and beside
// moto where it is on this machine. All servers run at the same time and are loaded in turn, several times over.
import { motoVersion } from '../../scripts/matrix/endpoints/moto.ts';
import { type Counter, type Load, load } from './measure/load.ts';
import { completion, longestResult, type Route } from './measure/request.ts';
import { type RunningServer, type ServerCommand, startServer } from './measure/server.ts';
import { aimed, median, table } from './measure/table.ts';

export const summary = 'calls per second and latency over HTTP, beside a bare server, Prism and moto';

type Subject = ServerCommand & { name: string; route?: Route };

const node = process.execPath;
const bare: Subject = { name: 'bare node:http', command: [node, 'proof/bench/measure/bare-server.ts'] };
const swfMock: Subject = {
  name: 'swf-mock',
  command: [node, 'mocks/http/cli.ts', '--port', '0', '--log', 'silent'],
};
const prism: Subject = {
  name: 'Prism',
  command: [node, 'node_modules/.bin/prism', 'mock', '--port', '0', 'generated/openapi.per-path.json'],
  ready: /listening on (http:\/\/[\w.:]+)/,
  route: { path: '/RespondActivityTaskCompleted', contentType: 'application/json' },
};

/** It knows none of the tokens, and refuses them all: what is measured is how fast. It logs to stderr. */
const moto: Subject = {
  name: 'moto',
  command: ['sh', '-c', 'exec python3 -m moto.server -H 127.0.0.1 -p 0 2>&1'],
  ready: /Running on (http:\/\/[\w.:]+)/,
};

const rounds = 5;

/** @param args how many seconds each server is loaded in each round; 1 unless given */
export async function run([given = '1']: string[]): Promise<number> {
  const seconds = Number(given);
  if (!(seconds > 0)) {
    console.error(`throughput: ${given} is not a number of seconds`);
    return 2;
  }
  const subjects = [bare, swfMock, prism, ...(motoVersion() === undefined ? [] : [moto])];
  const started: (Subject & RunningServer)[] = [];
  try {
    for (const subject of subjects) started.push({ ...subject, ...(await startServer(subject)) });
    console.log('The documented sample, with another task token in each call:\n');
    await compare(started, undefined, seconds);
    console.log('\nWith a result of 32768 characters:\n');
    await compare(started, longestResult, seconds);
    return 0;
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
}

async function compare(servers: (Subject & RunningServer)[], result: string | undefined, seconds: number) {
  const counter: Counter = { next: 0 };
  const loads = new Map<string, Load[]>(servers.map(({ name }) => [name, []]));
  const once = ({ url, route }: Subject & RunningServer, extent: number) =>
    load(url, completion(result, route), counter, { seconds: extent });
  // What is compiled while it runs is compiled by then.
  for (const server of servers) await once(server, 2 * seconds);
  for (let round = 1; round <= rounds; round += 1) {
    process.stderr.write(`round ${round} of ${rounds}\n`);
    for (const server of servers) loads.get(server.name)?.push(await once(server, seconds));
  }
  console.log(
    table(['server', 'calls/s', 'p50', 'p99', 'throughput', 'p99 ratio', 'refused'], rowsOf(loads)),
  );
  console.log();
  for (const line of verdicts(loads)) console.log(line);
}

function rowsOf(loads: Map<string, Load[]>): string[][] {
  return [...loads].map(([name, each]) => [
    name,
    figure(median(each.map(({ perSecond }) => perSecond)), 0),
    `${figure(median(each.map(({ p50 }) => p50)), 2)} ms`,
    `${figure(median(each.map(({ p99 }) => p99)), 2)} ms`,
    figure(ratio(loads, name, bare.name, 'perSecond'), 3),
    figure(ratio(loads, name, bare.name, 'p99'), 2),
    String(each.reduce((sum, { refused }) => sum + refused, 0)),
  ]);
}

function verdicts(loads: Map<string, Load[]>): string[] {
  const toBare = ratio(loads, swfMock.name, bare.name, 'perSecond');
  const toPrism = ratio(loads, swfMock.name, prism.name, 'perSecond');
  const latency = ratio(loads, swfMock.name, bare.name, 'p99');
  return [
    `- ${figure(toBare, 3)} of the bare server's throughput; ${aimed(toBare, { atLeast: 0.85 })}`,
    `- ${figure(toPrism, 1)} times Prism's throughput; ${aimed(toPrism, { atLeast: 15 })}`,
    `- ${figure(latency, 2)} times the bare server's p99; ${aimed(latency, { atMost: 1.5 })}`,
  ];
}

/** A server that answered nothing in its time has no latency. */
const figure = (value: number, digits: number) => (Number.isNaN(value) ? '–' : value.toFixed(digits));

/** One server to another, as the median of the ratios in each round: what slows a round down slows both down. */
function ratio(loads: Map<string, Load[]>, name: string, to: string, figure: 'perSecond' | 'p99'): number {
  const others = loads.get(to) ?? [];
  return median((loads.get(name) ?? []).map((each, i) => each[figure] / (others[i]?.[figure] ?? Number.NaN)));
}
