// What arrived and what became of it, for tests to look at afterwards.
import type { ErrorName, InputOf, OperationName } from '../../generated/operations.ts';
import { createQueue } from './queue.ts';

/** A call that the mock answered. */
export type Call<O extends OperationName = OperationName> = {
  /** Absent when the request named no operation of the contract. */
  operation: O;
  /** The input as sent, without members that the operation does not have; empty when it could not be read. */
  input: Partial<InputOf<O>>;
  /** What became of it: `accepted`, or the name of the error. */
  outcome: CallOutcome;
  /** The status that was sent; absent when the connection was broken. */
  status?: number;
  /** Why it was refused, in more words than the client gets. */
  reason?: string;
  /** When it arrived, on the mock's clock. */
  at: Date;
  /** The `x-amzn-RequestId` of its answer. */
  requestId: string;
  /** That the host names, else the signature, else the mock's own. */
  region: string;
  /** The key that signed it; absent where nobody signed, empty where the key cannot be read. */
  accessKeyId?: string;
};

/**
 * `accepted`; an error's name; `replied` for a reply of your own; `network-error` for a broken connection; `passed` for
 * what was left to the next handler.
 */
export type CallOutcome = 'accepted' | ErrorName | 'replied' | 'network-error' | 'passed';

/** A call that may name no operation of the contract, as the list of all calls has them. */
export type AnyCall = { [O in OperationName]: Call<O> }[OperationName] | UnknownCall;

/** A call that names no operation of the contract. */
export type UnknownCall = Omit<Call, 'operation' | 'input'> & {
  /** Always absent. */
  operation?: undefined;
  /** X-Amz-Target, when there was one: `SimpleWorkflowService.CountOpenWorkflowExecutions`. */
  target?: string;
  /** Always empty. */
  input: Record<string, never>;
};

export type CallBook = {
  add(call: AnyCall): void;
  list(operation?: OperationName): AnyCall[];
  clear(): void;
  /** Tells a listener about every call from now on; returns what ends it. */
  listen(listener: (call: AnyCall) => void): () => void;
};

/**
 * Remembers the latest calls, at most `limit` of them, and of all but the latest no more than `maxCharacters`: a call
 * that is refused for its size, and the words that it is refused with, have up to a million each.
 */
export function createCallBook(limit: number, maxCharacters = Number.POSITIVE_INFINITY): CallBook {
  const calls = createQueue<AnyCall>();
  const listeners = new Set<(call: AnyCall) => void>();
  return {
    add(call) {
      calls.push(call, charactersOf(call));
      while (calls.length > limit || (calls.weight > maxCharacters && calls.length > 1)) calls.shift();
      for (const listener of listeners) listener(call);
    },
    list: (operation) =>
      operation ? calls.items().filter((call) => call.operation === operation) : calls.items(),
    clear: () => calls.clear(),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function charactersOf({ input, reason = '', region, accessKeyId = '' }: AnyCall): number {
  let sum = reason.length + region.length + accessKeyId.length;
  const members: Record<string, unknown> = input;
  for (const name in members) {
    const value = members[name];
    sum += typeof value === 'string' ? value.length : 1_000;
  }
  return sum;
}
