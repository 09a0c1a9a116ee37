// Bodies of cases: JSON whose texts may be the token of a task, or thousands of characters, written in whatever style a
// case is about.
import type { BodyPart } from '../../../generated/case-types.ts';
import type { Json } from '../../contract/sample.ts';

const content = Symbol('content');

/** A JSON string whose content is made of parts, or a value that is written as its parts say. */
type Parts = { [content]: BodyPart[]; quoted: boolean };

/** A value as it is to be written. */
export type Value = Json | Parts | Value[] | { [name: string]: Value };

/** The members of an object in their order. */
export type Entries = [string, Value][];

/** A JSON string with this content. */
export const text = (...parts: BodyPart[]): Value => ({ [content]: parts, quoted: true });

/** What is written as it stands, whether it is JSON or not. */
export const literal = (...parts: BodyPart[]): Value => ({ [content]: parts, quoted: false });

/** The token of the task that was prepared for the case. */
export const preparedToken = text({ taskToken: 'prepared' });

/** The same, with every character written as an escape. */
export const escapedToken = text({ taskToken: 'prepared', escape: 'all' });

/** How the token of a task may be altered. */
export const tokenChanges = ['other-case', 'space-before', 'space-after', 'shorter', 'longer'] as const;

/** The token of the task, altered so that it is another. */
export const alteredToken = (change: (typeof tokenChanges)[number]): Value =>
  text({ taskToken: 'prepared', change });

/** A token like those that the endpoint issues, that nobody issued. */
export const madeUpToken = text({ taskToken: 'made-up' });

/** A value of the task that was prepared for the case, and what stands for it where there is none. */
export const preparedValue = (taskValue: 'domain' | 'taskList', otherwise: string): Value =>
  text({ taskValue, otherwise });

/** How a body is written; `json` is what most clients send. */
export type Style = keyof typeof styles;

type Notation = { name(text: string): string; quote: string; colon: string; comma: string };

const json: Notation = { name: (text) => JSON.stringify(text), quote: '"', colon: ':', comma: ',' };

export const styles = {
  json,
  loose: { ...json, colon: ': ', comma: ', ' },
  spaced: { ...json, colon: ' :\t', comma: ' ,\r\n  ' },
  'escaped-names': { ...json, name: escapedName },
  'single-quoted': { ...json, name: (text) => `'${text}'`, quote: "'" },
  'bare-names': { ...json, name: (text) => text },
} satisfies Record<string, Notation>;

/**
 * An object as a body.
 *
 * @example writtenObject([['taskToken', preparedToken]]) // ['{"taskToken":"', { taskToken: 'prepared' }, '"}']
 */
export function writtenObject(entries: Entries, style: Style = 'json'): BodyPart[] {
  return joined(['{', ...writtenMembers(entries, style), '}']);
}

/** The members of an object without its braces. */
export function writtenMembers(entries: Entries, style: Style = 'json'): BodyPart[] {
  const notation: Notation = styles[style];
  return joined(
    listed(
      entries.map(([name, value]) => memberOf(name, value, notation)),
      notation.comma,
    ),
  );
}

/** Members as an HTML form has them: `taskToken=AAAA&result=done`. */
export function formOf(entries: Entries): BodyPart[] {
  const fields = entries.map(([name, value]) => [`${name}=`, ...contentOf(value)]);
  return joined(listed(fields, '&'));
}

/** Members as elements of XML. */
export function elementsOf(entries: Entries): BodyPart[] {
  return joined(entries.flatMap(([name, value]) => [`<${name}>`, ...contentOf(value), `</${name}>`]));
}

/** The JSON value that is written; a token is some text of its length. */
export function plainValue(value: Value): Json {
  if (isParts(value)) {
    const written = value[content].map(plainPart).join('');
    return JSON.parse(value.quoted ? `"${written}"` : written) as Json;
  }
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainValue(each)]));
}

function plainPart(part: BodyPart): string {
  if (typeof part === 'string') return part;
  if ('repeat' in part) return part.repeat.repeat(part.times);
  if ('taskValue' in part) return JSON.stringify(part.otherwise).slice(1, -1);
  return 'taskToken' in part ? 'a'.repeat(part.length ?? 1) : '';
}

/** Neighbouring strings put together, so that the same body is always written the same way. */
export function joined(parts: BodyPart[]): BodyPart[] {
  return parts.reduce<BodyPart[]>((done, part) => {
    const last = done.at(-1);
    if (part === '') return done;
    if (typeof part === 'string' && typeof last === 'string') done[done.length - 1] = last + part;
    else done.push(part);
    return done;
  }, []);
}

function memberOf(name: string, value: Value, notation: Notation): BodyPart[] {
  return [notation.name(name), notation.colon, ...written(value, notation)];
}

function written(value: Value, notation: Notation): BodyPart[] {
  if (isParts(value)) {
    return value.quoted ? [notation.quote, ...value[content], notation.quote] : value[content];
  }
  if (typeof value === 'string') return [notation.quote, JSON.stringify(value).slice(1, -1), notation.quote];
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  if (Array.isArray(value)) {
    return [
      '[',
      ...listed(
        value.map((each) => written(each, notation)),
        notation.comma,
      ),
      ']',
    ];
  }
  const members = Object.entries(value).map(([name, each]) => memberOf(name, each, notation));
  return ['{', ...listed(members, notation.comma), '}'];
}

/** A value where there is no notation for it: texts as they are, anything else as JSON. */
function contentOf(value: Value): BodyPart[] {
  if (isParts(value)) return value[content];
  return typeof value === 'string' ? [value] : written(value, json);
}

function listed(items: BodyPart[][], comma: string): BodyPart[] {
  return items.flatMap((item, index) => (index === 0 ? item : [comma, ...item]));
}

function isParts(value: Value): value is Parts {
  return typeof value === 'object' && value !== null && content in value;
}

/** The first character as an escape. */
function escapedName(name: string): string {
  const code = name.charCodeAt(0).toString(16).padStart(4, '0');
  return `"\\u${code}${JSON.stringify(name.slice(1)).slice(1, -1)}"`;
}
