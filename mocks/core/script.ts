// Behaviour that a test prescribes: this call is throttled, that one is answered late. What is prescribed first and
// fits is done; what is used up is forgotten, and the mock behaves again.
import { type ErrorName, errors, type FaultOf, type OperationName } from '../../generated/operations.ts';
import { type Match, matcherOf, type ScriptedCall } from './match.ts';

/** Errors that every operation may have, whatever its model says. */
export type FrameworkError = {
  [E in ErrorName]: (typeof errors)[E]['kind'] extends 'fault' ? never : E;
}[ErrorName];

/** An answer of your own. Request id, content type and length are added where they are missing. */
export type Reply = { status?: number; headers?: Record<string, string>; body?: string | object };

/**
 * One prescribed behaviour. At most one of `fault`, `throttle`, `serverError`, `networkError` and `reply`;
 * `delaySeconds` may stand alone, then the call is answered as usual, only later.
 */
export type Behaviour<O extends OperationName = OperationName> = {
  fault?: FaultOf<O> | FrameworkError;
  /** The text of `fault`. */
  message?: string;
  throttle?: true;
  serverError?: true;
  networkError?: true;
  reply?: Reply | ((call: ScriptedCall<O>) => Reply);
  /** On the mock's clock: `advance` shortens the wait. The call takes effect at once; only its answer is late. */
  delaySeconds?: number;
};

/** Prescribes behaviour for an operation; each method returns the same script, for what is to happen next. */
export type Script<O extends OperationName> = {
  /** Refuses with a fault of the operation, or with an error of the framework; the task stays as it is. */
  fails(fault: FaultOf<O> | FrameworkError, options?: { message?: string; times?: number }): Script<O>;
  failsOnce(fault: FaultOf<O> | FrameworkError, message?: string): Script<O>;
  /** ThrottlingException, which clients retry; `times` counts attempts, not calls of the client. */
  throttles(times?: number): Script<O>;
  /** InternalFailure with status 500, which clients retry. */
  breaks(times?: number): Script<O>;
  /**
   * Breaks the connection without an answer. A client in Node finds it reset when the mock is on a port, which the
   * JavaScript SDK retries; MSW makes it a `TypeError: Network error`, which that SDK does not retry.
   */
  disconnects(times?: number): Script<O>;
  /** Answers as usual, but late. */
  delays(seconds: number, times?: number): Script<O>;
  /** Answers with this, and leaves the task as it is. */
  replies(reply: NonNullable<Behaviour<O>['reply']>, times?: number): Script<O>;
  /** Any of the above as plain data. */
  behaves(behaviour: Behaviour<O>, times?: number): Script<O>;
};

type Prescription = {
  operation: OperationName;
  matches(call: ScriptedCall<OperationName>): boolean;
  behaviour: Behaviour;
  left: number;
  characters: number;
};

export type ScriptBook = {
  on<O extends OperationName>(operation: O, match?: Match<O>): Script<O>;
  /** The behaviour for a call; it is used up by asking. */
  take(call: ScriptedCall<OperationName>): Behaviour | undefined;
  clear(): void;
};

/** An empty book. It holds at most `limit` prescriptions that are not used up, of some `maxCharacters` together. */
export function createScriptBook(limit: number, maxCharacters = Number.POSITIVE_INFINITY): ScriptBook {
  let prescriptions: Prescription[] = [];
  let characters = 0;

  function add(prescription: Prescription): void {
    if (prescriptions.length >= limit) {
      throw new RangeError(
        `on: ${limit} prescriptions are waiting already; reset the mock, or raise limits.scripts`,
      );
    }
    if (characters + prescription.characters > maxCharacters) {
      throw new RangeError(
        `on: prescriptions of ${maxCharacters} characters are waiting already; reset the mock, or raise limits.characters`,
      );
    }
    prescriptions.push(prescription);
    characters += prescription.characters;
  }

  return {
    on<O extends OperationName>(operation: O, match?: Match<O>): Script<O> {
      const matches = matcherOf(operation, match);
      const script: Script<O> = {
        fails: (fault, { times, ...rest } = {}) => script.behaves({ fault, ...rest }, times),
        failsOnce: (fault, message) =>
          script.behaves(message === undefined ? { fault } : { fault, message }, 1),
        throttles: (times) => script.behaves({ throttle: true }, times),
        breaks: (times) => script.behaves({ serverError: true }, times),
        disconnects: (times) => script.behaves({ networkError: true }, times),
        delays: (delaySeconds, times) => script.behaves({ delaySeconds }, times),
        replies: (reply, times) => script.behaves({ reply }, times),
        behaves(behaviour, times = Number.POSITIVE_INFINITY) {
          // The book holds behaviours of every operation; `operation` says whose this is.
          const kept = behaviour as unknown as Behaviour;
          check(kept, times);
          add({ operation, matches, behaviour: kept, left: times, characters: charactersOf(match, kept) });
          return script;
        },
      };
      return script;
    },
    take(call) {
      const found = prescriptions.find(
        ({ operation, matches }) => operation === call.operation && matches(call),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) {
        prescriptions = prescriptions.filter((prescription) => prescription !== found);
        characters -= found.characters;
      }
      return found.behaviour;
    },
    clear() {
      prescriptions = [];
      characters = 0;
    },
  };
}

/** Characters of what is prescribed, as far as it is plain data. */
function charactersOf<O extends OperationName>(match: Match<O> | undefined, behaviour: Behaviour): number {
  let sum = JSON.stringify(behaviour).length;
  for (const pattern of Object.values(match ?? {})) if (typeof pattern === 'string') sum += pattern.length;
  return sum;
}

const kinds = ['fault', 'throttle', 'serverError', 'networkError', 'reply'] as const;

function check(behaviour: Behaviour, times: number): void {
  const named = kinds.filter((kind) => behaviour[kind] !== undefined);
  if (named.length > 1)
    throw new TypeError(`on: ${named.join(' and ')} cannot happen to one call; prescribe one`);
  if (named.length === 0 && behaviour.delaySeconds === undefined) {
    throw new TypeError(`on: nothing is prescribed; name one of ${kinds.join(', ')}, delaySeconds`);
  }
  if (behaviour.fault !== undefined && !Object.hasOwn(errors, behaviour.fault)) {
    throw new TypeError(
      `on: there is no error "${behaviour.fault}"; known are ${Object.keys(errors).join(', ')}`,
    );
  }
  if (typeof behaviour.reply === 'object') checkHeaders(behaviour.reply.headers ?? {});
  if (behaviour.delaySeconds !== undefined && !(behaviour.delaySeconds >= 0)) {
    throw new RangeError(`on: a delay of ${behaviour.delaySeconds} seconds is none`);
  }
  if (!(times >= 1)) throw new RangeError(`on: ${times} times is never; the number starts at 1`);
}

/** A header that no server can send would be found out by the call it was meant for, as a fault of the mock's own. */
function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new TypeError(`on: ${JSON.stringify(name)} is no name of a header`);
    }
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new TypeError(`on: ${JSON.stringify(value)} cannot be sent in the header ${name}`);
    }
  }
}
