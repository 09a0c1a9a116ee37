// Describes a cause, in the same way in every format for people.
import type { Cause } from '../../generated/report-types.ts';

/** `failed MUST`, or the verdict alone. */
export function headOfCause({ verdict, level }: Cause): string {
  return level === undefined ? verdict : `${verdict} ${level}`;
}

/**
 * How many cases have this cause, by verdict.
 *
 * @example countsOfCause(cause) // '16 MUST, 25 SHOULD and 14 MAY failed, 3 inconclusive'
 */
export function countsOfCause({ counts }: Cause): string {
  const { must, should, may, inconclusive, untested, error } = counts;
  const failed = [
    must > 0 && `${must} MUST`,
    should > 0 && `${should} SHOULD`,
    may > 0 && `${may} MAY`,
  ].filter((text) => text !== false);
  return [
    failed.length > 0 &&
      `${failed.length > 1 ? `${failed.slice(0, -1).join(', ')} and ${failed.at(-1)}` : failed[0]} failed`,
    error > 0 && `${error} not carried out`,
    inconclusive > 0 && `${inconclusive} inconclusive`,
    untested > 0 && `${untested} untested`,
  ]
    .filter((text) => text !== false)
    .join(', ');
}
