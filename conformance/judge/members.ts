// Checks whether the body of a response has the members that a case expects.
import type { Case } from '../cases/corpus.ts';
import { memberAt, objectOf } from '../exchange/awsjson.ts';
import { type TaskValues, textOfParts } from '../request/body.ts';
import { textDifference } from './history.ts';
import type { Reading } from './outcome.ts';

/**
 * A member that is not as expected; undefined if all are. Call it with the whole response, before it is truncated.
 *
 * @param values the known values of the task
 */
export function whichMemberDiffers(
  { expect: { members = {} } }: Case,
  { answer }: Reading,
  values?: TaskValues,
): string | undefined {
  const body = answer.kind === 'response' ? objectOf(answer.text) : undefined;
  for (const [pointer, value] of Object.entries(members)) {
    const found = memberAt(body, pointer);
    const wanted = Array.isArray(value) ? textOfParts(value, values) : value;
    if (wanted === undefined || found === wanted) continue;
    const difference =
      typeof wanted === 'string' ? textDifference(wanted, found) : `${JSON.stringify(found)}, not ${wanted}`;
    return `${pointer.slice(1)} is ${difference}`;
  }
  return undefined;
}
