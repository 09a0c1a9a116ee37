// Behaviour that a test prescribes: this call is throttled, that one is answered late. The last `on` that fits and has
// something left applies (docs/decisions/0015-which-prescription-applies.md); what is used up is forgotten, and the mock
// behaves again.
import {
  descriptionOf,
  type ErrorName,
  errors,
  type FaultOf,
  type OperationName,
} from '../../generated/operations.ts';
import { inWords } from './in-words.ts';
import { isPlain, type Match, matcherOf, type ScriptedCall } from './match.ts';
import { checkOptions, type Members } from './options.ts';

/** Errors that every operation may have, whatever its model says. */
export type FrameworkError = {
  [E in ErrorName]: (typeof errors)[E]['kind'] extends 'fault' ? never : E;
}[ErrorName];

/** An answer of your own. Request id, content type and length are added where they are missing. */
export type Reply = {
  /** 200 to 599. Default 200. */
  status?: number;
  /** On top of the usual ones, or instead of those with the same name. */
  headers?: Record<string, string>;
  /** A text, or an object that is sent as JSON. Default empty. */
  body?: string | object;
};

/**
 * One prescribed behaviour. At most one of `fault`, `throttle`, `serverError`, `networkError` and `reply`;
 * `delaySeconds` may stand alone, then the call is answered as usual, only later.
 */
export type Behaviour<O extends OperationName = OperationName> = {
  /** The error with which the call is refused: one of the operation, or of the framework. */
  fault?: FaultOf<O> | FrameworkError;
  /** The text of `fault`. */
  message?: string;
  /** Refuses with ThrottlingException. */
  throttle?: true;
  /** Refuses with InternalFailure and status 500. */
  serverError?: true;
  /** Breaks the connection without an answer. */
  networkError?: true;
  /** Answers with this, or with what a function makes of the call. */
  reply?: Reply | ((call: ScriptedCall<O>) => Reply);
  /** On the mock's clock: `advance` shortens the wait. The call takes effect at once; only its answer is late. */
  delaySeconds?: number;
};

/** Prescribes behaviour for an operation; each method returns the same script, for what is to happen next. */
export type Script<O extends OperationName> = {
  /** Refuses with a fault of the operation, or with an error of the framework; the task stays as it is. */
  fails(fault: FaultOf<O> | FrameworkError, options?: { message?: string; times?: number }): Script<O>;
  /** The same for one call. */
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

/** A prescribed behaviour that is not used up; one without a number, until it is used for the first time. */
export type Pending = {
  /** The operation for whose calls it is. */
  operation: OperationName;
  /** As it was given to `on`; absent where every call of the operation is meant. */
  match?: Match<OperationName>;
  /** What the calls get. */
  behaviour: Behaviour;
  /** For how many calls it is left; absent where it holds for all. */
  times?: number;
};

/** What one `on` prescribes. */
type Prescriptions = {
  operation: OperationName;
  match: Match<OperationName> | undefined;
  matches(call: ScriptedCall<OperationName>): boolean;
  steps: Step[];
};

type Step = { behaviour: Behaviour; left: number; characters: number; used: boolean };

const isLimited = ({ left }: Step) => left !== Number.POSITIVE_INFINITY;

export type ScriptBook = {
  on<O extends OperationName>(operation: O, match?: Match<O>): Script<O>;
  /** The behaviour for a call; it is used up by asking. */
  take(call: ScriptedCall<OperationName>): Behaviour | undefined;
  pending(): Pending[];
  clear(): void;
};

/** An empty book. It holds at most `limit` prescriptions that are not used up, of some `maxCharacters` together. */
export function createScriptBook(limit: number, maxCharacters = Number.POSITIVE_INFINITY): ScriptBook {
  /** The last one first. */
  let scripts: Prescriptions[] = [];
  let count = 0;
  let characters = 0;

  function add(prescriptions: Prescriptions, step: Step): void {
    if (count >= limit) {
      throw new RangeError(
        `on: ${limit} prescriptions are waiting already; reset the mock, or raise limits.scripts`,
      );
    }
    if (characters + step.characters > maxCharacters) {
      throw new RangeError(
        `on: prescriptions of ${maxCharacters} characters are waiting already; reset the mock, or raise limits.characters`,
      );
    }
    const replaced = isLimited(step) ? undefined : prescriptions.steps.find((each) => !isLimited(each));
    if (replaced) remove(prescriptions, replaced);
    if (!scripts.includes(prescriptions)) scripts.unshift(prescriptions);
    prescriptions.steps.push(step);
    count += 1;
    characters += step.characters;
  }

  function remove(prescriptions: Prescriptions, step: Step): void {
    prescriptions.steps = prescriptions.steps.filter((each) => each !== step);
    if (prescriptions.steps.length === 0) scripts = scripts.filter((each) => each !== prescriptions);
    count -= 1;
    characters -= step.characters;
  }

  return {
    on<O extends OperationName>(operation: O, match?: Match<O>): Script<O> {
      const prescriptions: Prescriptions = {
        operation,
        match: match as Match<OperationName> | undefined,
        matches: matcherOf(operation, match),
        steps: [],
      };
      const script: Script<O> = {
        fails(fault, options = {}) {
          checkOptions('fails', options, { message: 'text', times: 'number' });
          const { times, ...rest } = options;
          return script.behaves({ fault, ...rest }, times);
        },
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
          checkBehaviour(operation, kept, times);
          add(prescriptions, {
            behaviour: kept,
            left: times,
            characters: charactersOf(match, kept),
            used: false,
          });
          return script;
        },
      };
      return script;
    },
    take(call) {
      const script = scripts.find(({ operation, matches }) => operation === call.operation && matches(call));
      const step = script?.steps.find(isLimited) ?? script?.steps[0];
      if (!script || !step) return undefined;
      step.used = true;
      step.left -= 1;
      if (step.left <= 0) remove(script, step);
      return step.behaviour;
    },
    pending: () =>
      scripts.toReversed().flatMap(({ operation, match, steps }) =>
        steps
          .filter((step) => isLimited(step) || !step.used)
          .map((step) => ({
            operation,
            ...(match !== undefined && { match }),
            behaviour: step.behaviour,
            ...(isLimited(step) && { times: step.left }),
          })),
      ),
    clear() {
      scripts = [];
      count = 0;
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

const behaviourMembers: Members<Behaviour> = {
  fault: 'text',
  message: 'text',
  throttle: 'true',
  serverError: 'true',
  networkError: 'true',
  reply: 'any',
  delaySeconds: 'number',
};

/**
 * @throws TypeError for what cannot happen to a call of the operation, RangeError for a number that is none
 */
export function checkBehaviour(operation: OperationName, behaviour: Behaviour, times: number): void {
  checkOptions('on: a behaviour', behaviour, behaviourMembers);
  const named = kinds.filter((kind) => behaviour[kind] !== undefined);
  if (named.length > 1)
    throw new TypeError(`on: ${named.join(' and ')} cannot happen to one call; prescribe one`);
  if (named.length === 0 && behaviour.delaySeconds === undefined) {
    throw new TypeError(`on: nothing is prescribed; name one of ${kinds.join(', ')}, delaySeconds`);
  }
  if (behaviour.fault !== undefined) checkFault(operation, behaviour.fault);
  if (behaviour.reply !== undefined && typeof behaviour.reply !== 'function') checkReply(behaviour.reply);
  if (behaviour.delaySeconds !== undefined && !(behaviour.delaySeconds >= 0)) {
    throw new RangeError(`on: a delay of ${behaviour.delaySeconds} seconds is none`);
  }
  if (typeof times !== 'number')
    throw new TypeError(`on: the number of times must be a number, not ${inWords(times)}`);
  if (!(times >= 1)) throw new RangeError(`on: ${times} times is never; the number starts at 1`);
  if (!Number.isInteger(times) && times !== Number.POSITIVE_INFINITY)
    throw new RangeError(`on: the number of times must be a whole number, not ${times}`);
}

const replyMembers: Members<Reply> = { status: 'number', headers: 'any', body: 'any' };

/** Statuses whose responses have no body. */
const bodiless = [204, 205, 304];

/**
 * A reply that no server can send would be found out by the call it was meant for, as a fault of the mock's own.
 *
 * @throws TypeError, or RangeError for a status that there is not
 */
export function checkReply(reply: Reply): void {
  if (!isPlain(reply)) {
    throw new TypeError(`replies takes an object, { status, headers, body }, not ${inWords(reply)}`);
  }
  checkOptions('replies', reply, replyMembers);
  const { status = 200, headers = {}, body } = reply;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new RangeError(`replies: status must be a whole number from 200 to 599, not ${status}`);
  if (body !== undefined && typeof body !== 'string' && !isPlain(body) && !Array.isArray(body)) {
    throw new TypeError(
      `replies: body must be a string, or an object to be sent as JSON, not ${inWords(body)}`,
    );
  }
  if (body && bodiless.includes(status))
    throw new TypeError(`replies: a response with status ${status} cannot have a body`);
  checkHeaders(headers);
}

const frameworkErrors = Object.keys(errors).filter(
  (name) => errors[name as ErrorName].kind !== 'fault',
) as FrameworkError[];

/** @throws TypeError for an error that the operation does not have */
export function checkFault(operation: OperationName, fault: string): void {
  const { faults } = descriptionOf(operation);
  if ([...faults, ...frameworkErrors].includes(fault as ErrorName)) return;
  throw new TypeError(
    `${operation} has no fault ${JSON.stringify(fault)}; it has ${faults.join(', ')}, ` +
      `and every operation has the errors of the framework: ${frameworkErrors.join(', ')}`,
  );
}

function checkHeaders(headers: Record<string, string>): void {
  if (!isPlain(headers))
    throw new TypeError(`replies: headers must be a plain object, not ${inWords(headers)}`);
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new TypeError(`on: ${JSON.stringify(name)} is no name of a header`);
    }
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new TypeError(`on: ${JSON.stringify(value)} cannot be sent in the header ${name}`);
    }
  }
}
