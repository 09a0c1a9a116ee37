// An attack sends hostile requests to a running mock and reports what the mock did wrong.
import { completed, nameOf, type RawAnswer, type Talk, talk } from './raw.ts';

/** What an attack is sent to, and its size. */
export type Stage = {
  url: string;
  /** Full size, as for a measurement; otherwise a size that suits a test. */
  full: boolean;
  /** The values of `limits.requestSeconds` and `limits.idleSeconds` of the mock. */
  limitSeconds: number;
};

export type AttackResult = {
  /** Requests or connections. */
  sent: number;
  /** Requests that got an answer; absent where some are to get none. */
  answered?: number;
  /** What the mock did wrong, one line each. */
  wrong: string[];
};

export type Attack = { name: string; run: (stage: Stage) => Promise<AttackResult> };

/** A hostile request and its expected answers. */
export type HostileRequest = {
  name: string;
  pieces: (string | Uint8Array)[];
  /**
   * For each answer its status, the name of its error, or, where no answer comes, `closed` or `reset`; a list where
   * more than one is right. The mock may close the connection after the last answer.
   */
  expected: (string | string[])[];
  /** What else is wrong with the answers, if anything. */
  check?(answers: RawAnswer[]): string | undefined;
};

/** Sends each request on a connection of its own, at full size twenty times. */
export function sendEach(requests: HostileRequest[]): Attack['run'] {
  return ({ url, full }) => sendAll(url, repeated(full ? 20 : 1, requests));
}

/** Runs the parts of an attack one after another. */
export function inSequence(...parts: Attack['run'][]): Attack['run'] {
  return async (stage) => {
    const total: AttackResult = { sent: 0, wrong: [] };
    for (const part of parts) {
      const { sent, wrong } = await part(stage);
      total.sent += sent;
      total.wrong.push(...wrong);
    }
    return total;
  };
}

/** Sends the requests, 16 at a time, and then a valid one. */
async function sendAll(url: string, requests: HostileRequest[]): Promise<AttackResult> {
  const wrong: string[] = [];
  await inTurn(requests, 16, async ({ name, pieces, expected, check }) => {
    const heard = await talk(url, pieces, { answers: Math.max(1, expected.length) });
    const seen = namesIn(heard);
    const due = expected.map((one) => [one].flat());
    const fits = due.length === seen.length && due.every((allowed, i) => allowed.includes(seen[i] ?? ''));
    if (!fits)
      wrong.push(`${name}: ${seen.join(', ')}; expected ${due.map((one) => one.join(' or ')).join(', ')}`);
    const why = check?.(heard.answers);
    if (why) wrong.push(`${name}: ${why}`);
  });
  wrong.push(...(await servesOthers(url)));
  return { sent: requests.length, wrong };
}

/** Statuses or errors of the answers; without an answer, how the connection ended. */
function namesIn({ answers, ended }: Talk): string[] {
  return answers.length === 0 ? [ended] : answers.map(nameOf);
}

let witnesses = 0;

/** Sends a valid request; returns what is wrong with its answer, if anything. */
export async function servesOthers(url: string): Promise<string[]> {
  const taskToken = `witness ${process.pid} ${witnesses++}`;
  const { answers, ended } = await talk(url, [completed({ taskToken })], { within: 5 });
  const [answer] = answers;
  const right = answer?.status === 200 && answer.body === '';
  return right ? [] : [`a valid request got ${answer ? nameOf(answer) : ended}`];
}

/** Does something with each item, at most `atOnce` at a time. */
export async function inTurn<T>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await act(item);
    }),
  );
}

/** The items, so many times over. */
export const repeated = <T>(times: number, items: T[]): T[] =>
  Array.from({ length: times }, () => items).flat();
