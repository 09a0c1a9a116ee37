// An exchange that can send some requests only, as fetch can, says so by failing with this.

/** This exchange cannot send the request as it is; the message says what stands in the way. The case is untested. */
export class Unsendable extends Error {
  readonly hint = 'run the suite over HTTP, with --endpoint';
}
