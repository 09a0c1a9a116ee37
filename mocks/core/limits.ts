// What holds where no limit is given (docs/decisions/0014). The reference of swf-mock and the decision tell the same.

export const defaultLimits = {
  tasks: 10_000,
  characters: 4_194_304,
  calls: 1_000,
  scripts: 1_000,
  polls: 1_000,
  connections: 10_000,
  requestSeconds: 60,
  idleSeconds: 60,
} as const;

/** More would have to be remembered than the limits allow. */
export class LimitReached extends RangeError {}
