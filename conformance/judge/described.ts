// Whether the answer to an accepted call is what the contract describes, where no requirement on responses says it in words.
import { describedResponseValidators, type Validator } from '../../generated/validators.js';
import type { Reading } from './outcome.ts';

/** How many things that are wrong are told. */
const told = 3;

/**
 * What of an accepted call's answer is not as the operation is described; undefined when nothing is. It is asked for the
 * whole answer, before anything is cut from it.
 *
 * @example whatIsUndescribed('CountPendingActivityTasks', reading) // 'body/count must be integer, in the body {"count":"0"}'
 */
export function whatIsUndescribed(operation: string, { answer, outcome }: Reading): string | undefined {
  const validators: { [name: string]: Validator<unknown> } = describedResponseValidators;
  const validate = Object.hasOwn(validators, operation) ? validators[operation] : undefined;
  if (validate === undefined || (outcome !== 'accepted' && outcome !== 'idle') || answer.kind !== 'response')
    return undefined;
  const headers = Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value]));
  if (validate({ status: answer.status, headers, body: bodyOf(answer.text) })) return undefined;
  const wrong = (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'anyOf')
    .map(({ instancePath, message }) => `${instancePath.slice(1) || 'the answer'} ${message}`);
  const shown = [...new Set(wrong)].slice(0, told).join('; ');
  return `${shown}, in the body ${JSON.stringify(answer.text.length > 120 ? `${answer.text.slice(0, 120)}…` : answer.text)}`;
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
