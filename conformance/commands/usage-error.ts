/** What the user wrote cannot be carried out; the message names the option and says what to write. */
export class UsageError extends Error {}
