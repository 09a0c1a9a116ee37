// Runs the whole suite against one server of any kind, and says whether the runner judged it correctly.
import { readCorpus } from '../../conformance/index.ts';
import { alarmsIn, idleListings } from './alarm.ts';
import type { FaultyServer } from './faulty/faulty-server.ts';
import { faultyServers } from './faulty-servers.ts';
import { killOf } from './kill.ts';
import { accepters, type Liar, refusers } from './liars.ts';
import { type RightServer, waysToRun } from './right/right-server.ts';
import { rightServers } from './right-servers.ts';
import { type Trial, tryOn } from './trial.ts';
import { unearnedAcceptances, unearnedRefusals } from './unearned.ts';

/** `line` is for the list of servers; `wrong` lists what the runner got wrong about this one. */
export type Judged = { line: string; wrong: string[] };

/** The names of all servers, by kind. */
export const names = {
  faulty: faultyServers.map(({ name }) => name),
  right: rightServers.map(({ name }) => name),
  liars: [...refusers, ...accepters].map(({ name }) => name),
};

export type Kind = keyof typeof names;

/**
 * Judges one server.
 *
 * @param index the position of the server in `names[kind]`
 */
export async function judged(kind: Kind, index: number): Promise<Judged> {
  switch (kind) {
    case 'faulty':
      return judgedFaulty(at(faultyServers, index));
    case 'right':
      return judgedRight(at(rightServers, index));
    case 'liars':
      return judgedLiar(at([...refusers, ...accepters], index), index < refusers.length);
  }
}

async function judgedFaulty(server: FaultyServer): Promise<Judged> {
  const { killers, missed } = killOf(server, await tryOn(server));
  const [first] = killers;
  const others = killers.length > 1 ? ` and ${killers.length - 1} more` : '';
  const by = first ? `${first.id}${others}` : 'nothing';
  const mark = missed.length === 0 ? 'killed' : 'LIVES ';
  return { line: `${mark} ${server.level.padEnd(6)} ${server.name} | ${by}`, wrong: missed };
}

async function judgedRight(server: RightServer): Promise<Judged> {
  const trials: Trial[] = [];
  for (const way of waysToRun(server)) trials.push(await tryOn({ operations: 'all', ...way }));
  const alarms = trials.flatMap((trial) => alarmsIn(server, trial));
  const idle = idleListings(server, trials).map((glob) => `${glob} is listed, and passed`);
  const wrong = [...alarms, ...idle];
  const { cases = [], why } = server.undecided ?? {};
  const undecided = why ? ` | undecided ${cases.join(' ')}: ${why}` : '';
  return { line: `${wrong.length === 0 ? 'right ' : 'ALARM '} ${server.name}${undecided}`, wrong };
}

async function judgedLiar({ name, transformation }: Liar, refuses: boolean): Promise<Judged> {
  const corpus = readCorpus();
  const unearned = refuses ? unearnedRefusals : unearnedAcceptances;
  const wrong: string[] = [];
  for (const arranged of [true, false]) {
    const trial = await tryOn({ mock: { tasks: 'declared' }, arranged, operations: 'all', transformation });
    wrong.push(...unearned(trial, corpus));
  }
  return { line: `${wrong.length === 0 ? 'seen  ' : 'WRONG '} ${name}`, wrong };
}

function at<Server>(servers: Server[], index: number): Server {
  const server = servers[index];
  if (server === undefined) throw new RangeError(`there is no server ${index}`);
  return server;
}
