// What stands in the way of a case before anything can be judged: no fault of the endpoint, and none of the runner.

/** A case cannot be tried as things are. The message says why, `hint` what would change that. The case is untested. */
export class Untestable extends Error {
  readonly hint: string;
  constructor(reason: string, hint: string) {
    super(reason);
    this.hint = hint;
  }
}
