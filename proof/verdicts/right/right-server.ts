// A correct server: it uses a freedom that the documents leave, and no case may fail because of that.
import type { Tried } from '../trial.ts';

export type RightServer = Omit<Tried, 'mock' | 'arranged'> & {
  /** Its name, with hyphens. */
  name: string;
  /** How it differs from the mock, and why it may. */
  freedom: string;
  /** The kind of mock that it uses, if it is not tested with both. */
  mock?: Tried['mock'];
  /** Globs of cases that cannot be decided for it, and why. */
  undecided?: { cases: string[]; why: string };
  /** Globs of MAY cases that it fails. */
  fails?: string[];
};

/** How a correct server is run: with tasks made for it, without tasks, and with any token as an open task. */
export function waysToRun({ mock, ...server }: RightServer): Tried[] {
  const mocks: Tried['mock'][] = mock ? [mock] : [{ tasks: 'declared' }, { tasks: 'any' }];
  return mocks.flatMap((each): Tried[] =>
    each.tasks === 'declared'
      ? [
          { ...server, mock: each },
          { ...server, mock: each, arranged: false },
        ]
      : [{ ...server, mock: each }],
  );
}
