// A server that is right: it takes a freedom that the documents leave, and no case may blame it for that.
import type { Tried } from '../trial.ts';

export type RightServer = Omit<Tried, 'mock' | 'arranged'> & {
  /** In the words of its list, with hyphens. */
  name: string;
  /** What it does otherwise than the mock, and why it may. */
  freedom: string;
  /** The mock that it stands on, where it is not tried on both kinds. */
  mock?: Tried['mock'];
  /** Cases, as globs, that cannot be decided for it, and why not. */
  undecided?: { cases: string[]; why: string };
  /** Cases of level MAY, as globs, that it fails. */
  fails?: string[];
};

/** The ways in which a right server is run: with tasks made for it, with none, and where any token is an open task's. */
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
