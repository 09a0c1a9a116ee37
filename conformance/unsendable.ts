// An exchange that can send some requests only, as fetch can, says so by failing with this.
import { Untestable } from './untestable.ts';

/** This exchange cannot send the request as it is; the message says what stands in the way. The case is untested. */
export class Unsendable extends Untestable {
  constructor(reason: string) {
    super(reason, 'run the suite over HTTP, with --endpoint');
  }
}
