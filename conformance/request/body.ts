// The parts of a body (see cases.schema.json) keep a text of 32769 characters short in a report. This module turns them
// into bytes once the task token is known.
import type { BodyPart } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';

type TokenPart = Extract<BodyPart, { taskToken: unknown }>;

/** A part that does not depend on a task. */
export type FixedPart = string | { repeat: string; times: number } | { bytes: string };

/** The tokens for a request: those of its task and its sibling, and a function that makes up new ones. */
export type Tokens = {
  prepared?: string;
  sibling?: string;
  madeUp(length?: number): string;
  values?: TaskValues;
};

/** Where to poll for a scheduled task, and the known values that the response must contain. */
export type TaskValues = { domain: string; taskList: string } & {
  [V in Exclude<Extract<BodyPart, { taskValue: unknown }>['taskValue'], 'domain' | 'taskList'>]?: string;
};

/**
 * Replaces the tokens in the parts, escaped for a JSON string. Fails with an Error if the token of the task is needed and
 * there is none.
 *
 * @example fixParts(['{"taskToken":"', { taskToken: 'prepared' }, '"}'], { prepared: 'A"B', madeUp })
 * // ['{"taskToken":"A\\"B"}']
 */
export function fixParts(parts: BodyPart[], tokens: Tokens): FixedPart[] {
  return parts.map(fixPart).reduce<FixedPart[]>(joinStrings, []);

  function fixPart(part: BodyPart): FixedPart {
    if (typeof part === 'string') return part;
    if ('taskValue' in part) {
      return JSON.stringify(tokens.values?.[part.taskValue] ?? part.otherwise).slice(1, -1);
    }
    if (!('taskToken' in part)) return part;
    const issued = part.taskToken === 'made-up' ? tokens.madeUp(part.length) : tokens[part.taskToken];
    if (issued === undefined) throw new Error('the request needs the token of a task, but there is no task');
    const token = part.change ? changes[part.change](issued) : issued;
    return part.escape === 'all' ? escapeEverything(token) : JSON.stringify(token).slice(1, -1);
  }
}

/** Changes to a token that make it a different one. Fails with Untestable if that is not possible. */
const changes: Record<NonNullable<TokenPart['change']>, (token: string) => string> = {
  'other-case': (token) => {
    const at = token.search(/[a-z]/i);
    if (at < 0)
      throw new Untestable('the token has no letter', 'nothing: tokens of this endpoint have no letters');
    const letter = token[at] as string;
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
  },
  'space-before': (token) => ` ${token}`,
  'space-after': (token) => `${token} `,
  shorter: (token) => token.slice(0, -1),
  longer: (token) => `${token}A`,
};

/** The text of parts without tokens; undefined if it contains an unknown value of the task. */
export function textOfParts(parts: BodyPart[], values?: TaskValues): string | undefined {
  const isUnknown = (part: BodyPart) =>
    typeof part === 'object' && 'taskValue' in part && values?.[part.taskValue] === undefined;
  if (parts.some(isUnknown)) return undefined;
  const nobody = () => {
    throw new Error('the text must not contain a task token');
  };
  return Buffer.from(bytesOf(fixParts(parts, { madeUp: nobody, ...(values && { values }) }))).toString(
    'utf8',
  );
}

/** The bytes of a body. */
export function bytesOf(parts: FixedPart[]): Uint8Array {
  return Buffer.concat(parts.map(bytesOfPart));
}

/**
 * A body for people to read: repetitions are abbreviated, and bytes are hexadecimal.
 *
 * @example describeBody(['{"a":"', { repeat: 'a', times: 32769 }, '"}']) // '{"a":"[a × 32769]"}'
 */
export function describeBody(parts: FixedPart[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'repeat' in part ? `[${part.repeat} × ${part.times}]` : `[bytes ${part.bytes}]`;
    })
    .join('');
}

function bytesOfPart(part: FixedPart): Buffer {
  if (typeof part === 'string') return Buffer.from(part, 'utf8');
  return 'repeat' in part
    ? Buffer.from(part.repeat.repeat(part.times), 'utf8')
    : Buffer.from(part.bytes, 'hex');
}

function joinStrings(done: FixedPart[], part: FixedPart): FixedPart[] {
  const last = done.at(-1);
  if (typeof part === 'string' && typeof last === 'string') return [...done.slice(0, -1), last + part];
  return [...done, part];
}

function escapeEverything(token: string): string {
  return [...Array(token.length).keys()]
    .map((index) => `\\u${token.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}
