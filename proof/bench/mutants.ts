// How sharp the runner's teeth are: the whole suite against every server with a fault, which it has to find, and
// against every right one, which it must not blame; besides, servers that do the same whatever they are asked.
import { readCorpus } from '../../conformance/index.ts';
import { alarmsIn, idleListings } from '../verdicts/alarm.ts';
import type { FaultyServer } from '../verdicts/faulty/faulty-server.ts';
import { faultyServers } from '../verdicts/faulty-servers.ts';
import { killOf } from '../verdicts/kill.ts';
import { accepters, type Liar, refusers } from '../verdicts/liars.ts';
import { type RightServer, waysToRun } from '../verdicts/right/right-server.ts';
import { rightServers } from '../verdicts/right-servers.ts';
import { type Trial, tryOn } from '../verdicts/trial.ts';
import { unearnedAcceptances, unearnedRefusals } from '../verdicts/unearned.ts';

export const summary = 'whether the runner finds every fault, and blames no server that is right';
export const onlyByName = true;

/** Servers tried, and how many of them the runner judged wrongly. */
type Tally = { tried: number; wrong: number; ms: number };

/** @param args parts of names, when only some servers are meant */
export async function run(args: string[]): Promise<number> {
  const meant = ({ name }: { name: string }) => args.length === 0 || args.some((part) => name.includes(part));

  console.log('Servers with a fault: what they are killed by\n');
  const killed = await tally(faultyServers.filter(meant), reportKill);
  console.log('\nRight servers: alarms\n');
  const alarmed = await tally(rightServers.filter(meant), reportAlarms);
  console.log('\nServers that do the same whatever they are asked: verdicts that they did not earn\n');
  const believed = await tally([...refusers, ...accepters].filter(meant), reportUnearned);

  console.log(`
kill rate     ${rate(killed)} of ${killed.tried} servers with a fault, in ${seconds(killed.ms)}
false alarms  ${alarmed.wrong} of ${alarmed.tried} right servers, in ${seconds(alarmed.ms)}
unearned      ${believed.wrong} of ${believed.tried} servers that always do the same, in ${seconds(believed.ms)}
together      ${seconds(killed.ms + alarmed.ms + believed.ms)}`);
  const tried = killed.tried + alarmed.tried + believed.tried;
  return tried > 0 && killed.wrong + alarmed.wrong + believed.wrong === 0 ? 0 : 1;
}

async function tally<Server>(
  servers: Server[],
  report: (server: Server) => Promise<boolean>,
): Promise<Tally> {
  const started = performance.now();
  let wrong = 0;
  for (const server of servers) if (!(await report(server))) wrong += 1;
  return { tried: servers.length, wrong, ms: performance.now() - started };
}

async function reportKill(server: FaultyServer): Promise<boolean> {
  const { killers, missed } = killOf(server, await tryOn(server));
  const [first] = killers;
  const others = killers.length > 1 ? ` and ${killers.length - 1} more` : '';
  const by = first ? `${first.id}${others}` : 'nothing';
  console.log(
    `${missed.length === 0 ? 'killed' : 'LIVES '} ${server.name.padEnd(44)} ${server.level.padEnd(6)} ${by}`,
  );
  for (const line of missed) console.log(`       ${line}`);
  return missed.length === 0;
}

async function reportAlarms(server: RightServer): Promise<boolean> {
  const trials: Trial[] = [];
  for (const way of waysToRun(server)) trials.push(await tryOn(way));
  const alarms = trials.flatMap((trial) => alarmsIn(server, trial));
  const idle = idleListings(server, trials).map((glob) => `${glob} is listed, and passed`);
  const wrong = [...alarms, ...idle];
  const undecided = server.undecided
    ? `undecided ${server.undecided.cases.join(' ')}: ${server.undecided.why}`
    : '';
  console.log(`${wrong.length === 0 ? 'right ' : 'ALARM '} ${server.name.padEnd(44)} ${undecided}`.trimEnd());
  for (const line of wrong) console.log(`       ${line}`);
  return wrong.length === 0;
}

async function reportUnearned({ name, transformation }: Liar): Promise<boolean> {
  const corpus = readCorpus();
  const trials: Trial[] = [];
  for (const arranged of [true, false]) {
    trials.push(await tryOn({ mock: { tasks: 'declared' }, arranged, transformation }));
  }
  const unearned = refusers.some((each) => each.name === name && each.transformation === transformation)
    ? unearnedRefusals
    : unearnedAcceptances;
  const wrong = trials.flatMap((trial) => unearned(trial, corpus));
  console.log(`${wrong.length === 0 ? 'seen  ' : 'WRONG '} ${name}`);
  for (const line of wrong) console.log(`       ${line}`);
  return wrong.length === 0;
}

function rate({ tried, wrong }: Tally): string {
  return tried === 0 ? 'none' : `${((100 * (tried - wrong)) / tried).toFixed(1)} %`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
