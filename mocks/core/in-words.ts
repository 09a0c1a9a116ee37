// Calls and tasks in a few words, for the messages that a test fails with.
import type { AnyCall } from './call.ts';
import type { AsymmetricMatcher } from './match.ts';
import { operationNameOf } from './target.ts';

/** As JSON, with long texts cut: a token is 576 characters, and says nothing to the reader. */
export function shown(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof (member as AsymmetricMatcher | null)?.asymmetricMatch === 'function') return String(member);
    if (typeof member === 'function' || member instanceof RegExp) return String(member);
    return typeof member === 'string' && member.length > 60
      ? `${member.slice(0, 28)}…${member.slice(-28)} (${member.length} characters)`
      : member;
  });
}

/** A reason may repeat a result of a million characters. */
const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** Any value, also one that JSON does not have: `undefined`, a class. */
export function inWords(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name || 'that was passed'}`;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'symbol')
    return String(value);
  const name = (value as object | null | undefined)?.constructor?.name;
  if (typeof value === 'object' && name !== undefined && name !== 'Object' && name !== 'Array')
    return `a value of class ${name}`;
  return shown(value) ?? 'undefined';
}

/** How many calls a message lists. */
const maxListed = 50;

/**
 * A list with a line for each call: its number, the operation that it names or the target, outcome and input.
 *
 * @param name without it, the operation is left out, where all calls are of one
 */
export function callsInWords(calls: readonly AnyCall[], name: 'named' | 'unnamed' = 'named'): string {
  const left = Math.max(0, calls.length - maxListed);
  const lines = calls.slice(left).map((call, index) => {
    const what = name === 'named' ? `${nameOf(call)} ` : '';
    const why = call.reason ? ` (${cut(call.reason)})` : '';
    return `\n  ${left + index + 1}. ${what}${call.outcome} ${shown(call.input)}${why}`;
  });
  return (left > 0 ? [`\n  … ${left} more before these`, ...lines] : lines).join('');
}

const nameOf = (call: AnyCall) =>
  call.operation ?? (call.target === undefined ? 'a request without a target' : operationNameOf(call.target));
