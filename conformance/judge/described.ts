// Checks the response to an accepted call against the response schema of its operation.
import { describedResponseValidators, type Validator } from '../../generated/validators.js';
import type { Reading } from './outcome.ts';

/** The maximum number of errors to report. */
const maxErrors = 3;

/**
 * How the response to an accepted call differs from the description of its operation; undefined if it does not. Call it
 * with the whole response, before it is truncated.
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
    .map(({ instancePath, message }) => `${instancePath.slice(1) || 'the response'} ${message}`);
  const shown = [...new Set(wrong)].slice(0, maxErrors).join('; ');
  return `${shown}, in the body ${JSON.stringify(answer.text.length > 120 ? `${answer.text.slice(0, 120)}…` : answer.text)}`;
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
