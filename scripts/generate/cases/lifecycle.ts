// The cases of what operations do to a task: one that was closed is closed for each of them, from that moment on and for
// good.
import type { Outcome, TaskState } from '../../../generated/case-types.ts';
import { type Contract, errorSchemasOf, type Requirement } from '../../contract/contract.ts';
import { type CaseDraft, closesTasks, type Subject, smallestRequest } from './subject.ts';

/**
 * A task closed by any operation is closed for each: afterwards, when calls come at once, and at the end of the run.
 *
 * @param subjects all operations
 */
export function lifecycleCases(subject: Subject, subjects: Subject[]): CaseDraft[] {
  if (subject.token === undefined) return [];
  const closing = subjects.filter(closesTasks);
  return [...afterOthers(subject, closing), ...atOnce(subject, closing), ...forGood(subject, closing)];
}

/** One case for each operation that closes tasks. */
function afterOthers(subject: Subject, closing: Subject[]): CaseDraft[] {
  const { contract, operation, prefix, roles } = subject;
  const closed = closedTaskOf(contract, 'closed-task');
  if (closed === undefined) return [];
  return closing.map((first): CaseDraft => {
    return {
      id: `${prefix}/lifecycle/after-${first.prefix}`,
      title: `A call for a task that ${first.operation.id} closed is refused`,
      group: 'lifecycle',
      operation: operation.id,
      requirement: closed.requirement,
      needs: { task: stateFor(first, subject) },
      given: [
        {
          title: `the task is closed by ${first.operation.id}`,
          request: smallestRequest(first),
          outcomes: ['accepted'],
        },
      ],
      request: smallestRequest(subject),
      expect: { outcomes: [closed.outcome], control: { case: roles.accepted, relation: 'differs' } },
    };
  });
}

/** So many calls come at once. */
const callsAtOnce = 8;

/** Several calls of the operation at once, and of the operation and each other that closes tasks. */
function atOnce(subject: Subject, closing: Subject[]): CaseDraft[] {
  const { contract, operation, prefix } = subject;
  const closed = closedTaskOf(contract, 'closed-once');
  if (closed === undefined || !closing.includes(subject)) return [];
  return closing.map((other): CaseDraft => {
    const alone = other === subject;
    const together = Array.from({ length: callsAtOnce - 1 }, (_, index) =>
      smallestRequest(index % 2 === 0 ? other : subject),
    );
    return {
      id: `${prefix}/lifecycle/at-once${alone ? '' : `-with-${other.prefix}`}`,
      title: alone
        ? `Of ${callsAtOnce} calls for a task that come at once one is accepted`
        : `Of ${callsAtOnce} calls for a task that come at once, half of them ${other.operation.id}, one is accepted`,
      group: 'lifecycle',
      operation: operation.id,
      requirement: closed.requirement,
      needs: { task: stateFor(other, subject) },
      given: [],
      request: smallestRequest(subject),
      together,
      expect: { outcomes: ['accepted', closed.outcome], acceptedOnce: true },
    };
  });
}

/** What was closed in the run is asked for at its end, and once more after a restart of the endpoint. */
function forGood(subject: Subject, closing: Subject[]): CaseDraft[] {
  const { operation, prefix, roles } = subject;
  const closed = closedTaskOf(subject.contract, 'closed-for-good');
  if (closed === undefined || closing.length === 0) return [];
  const moments = [
    ['end', 'closed-at-end', 'Each task that was closed in the run is closed at its end'],
    ['restarted', 'closed-after-restart', 'Each task that was closed in the run is closed after a restart'],
  ] as const;
  return moments.map(
    ([when, what, title]): CaseDraft => ({
      id: `${prefix}/lifecycle/${what}`,
      title,
      group: 'lifecycle',
      operation: operation.id,
      requirement: closed.requirement,
      // Who takes any token for an open task has forgotten the closed ones after a restart.
      needs: when === 'restarted' ? { neverIssuedTokens: true } : {},
      given: [],
      request: smallestRequest(subject),
      when,
      expect: { outcomes: [closed.outcome], control: { case: roles.accepted, relation: 'differs' } },
    }),
  );
}

/** The state of task in which both operations are meant to be called. */
function stateFor(one: Subject, other: Subject): TaskState {
  return [one.ready, other.ready].find((state) => state !== 'open') ?? 'open';
}

/** What a call for a task that is closed gets, and the requirement that says this about it. */
function closedTaskOf(
  contract: Contract,
  subject: Requirement['about'],
): { requirement: string; outcome: Outcome } | undefined {
  return errorSchemasOf(contract).flatMap(([, { 'x-error': error, 'x-requirements': requirements = [] }]) => {
    const stated = requirements.find(({ about }) => about === subject);
    return error && stated ? [{ requirement: stated.id, outcome: error.outcome }] : [];
  })[0];
}
