// The errors that are somebody's to mend, and whose.

/**
 * What the user asked for cannot be carried out as asked: exit code 2. The message says what is wrong, where, and what to
 * write instead.
 */
export class UsageError extends Error {}

/** A case cannot be tried as things are. The message says why, `hint` what would change that. The case is untested. */
export class Untestable extends Error {
  readonly hint: string;
  constructor(reason: string, hint: string) {
    super(reason);
    this.hint = hint;
  }
}
