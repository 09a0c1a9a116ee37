// The words of a ValidationException. Texts for a missing member and for a maximum length were recorded; the others
// are by analogy (docs/decisions/0010-words-of-errors.md).
import type { Violation } from '../../../generated/validators.js';
import { namesIn, valueAt } from './pointer.ts';

/**
 * What the service says about an input that breaks constraints.
 *
 * @param input the body as it was read
 * @param members the names of the operation's members; errors are listed in this order
 * @example
 * constraintMessage({ taskToken: '' }, violations, ['taskToken'])
 * // 1 validation error detected: Value '' at 'taskToken' failed to satisfy constraint: Member must have length
 * // greater than or equal to 1
 */
export function constraintMessage(
  input: Record<string, unknown>,
  violations: readonly Violation[],
  members: readonly string[],
): string {
  const place = (violation: Violation) => members.indexOf(namesOf(violation)[0] ?? '');
  const texts = [...violations]
    .sort((a, b) => place(a) - place(b))
    .map((violation) => text(input, violation));
  const count = texts.length === 1 ? '1 validation error' : `${texts.length} validation errors`;
  return `${count} detected: ${texts.join('; ')}`;
}

/**
 * The member that a violation is about, as errors name it: `taskList.name`; items of lists are counted from 1.
 */
export function pathOf(violation: Violation): string {
  return namesOf(violation)
    .map((name, index) => (index > 0 && /^\d+$/.test(name) ? `${Number(name) + 1}.member` : name))
    .join('.');
}

function namesOf({ instancePath, params }: Violation): string[] {
  const names = namesIn(instancePath);
  return params.missingProperty === undefined ? names : [...names, String(params.missingProperty)];
}

function text(input: Record<string, unknown>, violation: Violation): string {
  const value = violation.keyword === 'required' ? undefined : valueAt(input, violation.instancePath);
  const shown = value === undefined || value === null ? 'null' : `'${asText(value)}'`;
  return `Value ${shown} at '${pathOf(violation)}' failed to satisfy constraint: ${rule(violation)}`;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function rule({ keyword, params, message }: Violation): string {
  const bound = `${keyword.startsWith('min') ? 'greater' : 'less'} than or equal to ${params.limit}`;
  switch (keyword) {
    case 'required':
      return 'Member must not be null';
    case 'minLength':
    case 'maxLength':
      return `Member must have length ${bound}`;
    case 'minItems':
    case 'maxItems':
      return `Member must have length ${bound}`;
    case 'minimum':
    case 'maximum':
      return `Member must have value ${bound}`;
    case 'pattern':
      return `Member must satisfy regular expression pattern: ${params.pattern}`;
    case 'enum':
      return `Member must satisfy enum value set: [${(params.allowedValues as unknown[]).join(', ')}]`;
    default:
      return `Member ${message ?? keyword}`;
  }
}
