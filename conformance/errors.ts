// Errors that the user can correct, or that make a case untested.

/**
 * The options or arguments are wrong: exit code 2. The message says what is wrong, where, and what to write instead.
 */
export class UsageError extends Error {}

/** A case cannot be run; it is untested. The message says why, and `hint` says what would change that. */
export class Untestable extends Error {
  readonly hint: string;
  constructor(reason: string, hint: string) {
    super(reason);
    this.hint = hint;
  }
}
