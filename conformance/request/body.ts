// Bodies are described by parts (see cases.schema.json), so that a text of 32769 characters is a line in a report.
// Here the parts become bytes, once the task token is known.
import type { BodyPart } from '../cases/corpus.ts';
import { Untestable } from '../errors.ts';

type TokenPart = Extract<BodyPart, { taskToken: unknown }>;

/** A part whose bytes no longer depend on a task. */
export type FixedPart = string | { repeat: string; times: number } | { bytes: string };

/** What the tokens of a request are: that of its task, and a new made-up one for each that it asks for. */
export type Tokens = {
  prepared?: string;
  sibling?: string;
  madeUp(length?: number): string;
  values?: TaskValues;
};

/** Where a task that is scheduled can be polled for, and what the answer names then, as far as that is known. */
export type TaskValues = { domain: string; taskList: string } & {
  [V in Exclude<Extract<BodyPart, { taskValue: unknown }>['taskValue'], 'domain' | 'taskList'>]?: string;
};

/**
 * Parts without tokens: each token is put in as a JSON string would hold it. Fails with an Error when the task's
 * token is needed and there is none.
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
    if (issued === undefined) throw new Error('the request needs the token of a task, and there is no task');
    const token = part.change ? changes[part.change](issued) : issued;
    return part.escape === 'all' ? escapeEverything(token) : JSON.stringify(token).slice(1, -1);
  }
}

/** How a token is altered so that it is another. Fails with Untestable where it cannot be. */
const changes: Record<NonNullable<TokenPart['change']>, (token: string) => string> = {
  'other-case': (token) => {
    const at = token.search(/[a-z]/i);
    if (at < 0) throw new Untestable('the token has no letter', 'nothing; tokens of this endpoint have none');
    const letter = token[at] as string;
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
  },
  'space-before': (token) => ` ${token}`,
  'space-after': (token) => `${token} `,
  shorter: (token) => token.slice(0, -1),
  longer: (token) => `${token}A`,
};

/** The text that parts without tokens make; undefined where it has a value of the task that is not known. */
export function textOfParts(parts: BodyPart[], values?: TaskValues): string | undefined {
  const isUnknown = (part: BodyPart) =>
    typeof part === 'object' && 'taskValue' in part && values?.[part.taskValue] === undefined;
  if (parts.some(isUnknown)) return undefined;
  const nobody = () => {
    throw new Error('a text has no task token in it');
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
 * A body to be read by people: repetitions are shown as such, other bytes as hexadecimal.
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
