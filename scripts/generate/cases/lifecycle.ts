// The cases of what operations do to a task: one that was closed is closed for each of them, and what was said when it was
// closed stands in its history.
import type { Outcome } from '../../../generated/case-types.ts';
import { type Contract, errorSchemasOf } from '../../contract/contract.ts';
import type { Member } from '../../contract/members.ts';
import { text, writtenObject } from './body.ts';
import {
  type CaseDraft,
  plainRequest,
  readyTask,
  requiredEntries,
  type Subject,
  smallestRequest,
  withMember,
} from './subject.ts';

/**
 * A task closed by any operation is closed for each: one case for each pair.
 *
 * @param subjects all operations
 */
export function lifecycleCases(subject: Subject, subjects: Subject[]): CaseDraft[] {
  const { contract, operation, prefix, roles } = subject;
  const closed = closedTaskOf(contract);
  if (subject.token === undefined || closed === undefined) return [];
  const closing = subjects.filter((each) => each.operation.object['x-effect']?.['closes-with'] !== undefined);
  return closing.map((first): CaseDraft => {
    const states = [first.ready, subject.ready];
    return {
      id: `${prefix}/lifecycle/after-${first.prefix}`,
      title: `A call for a task that ${first.operation.id} closed is refused`,
      group: 'lifecycle',
      operation: operation.id,
      requirement: closed.requirement,
      needs: { task: states.find((state) => state !== 'open') ?? 'open' },
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

/** What a call for a task that is closed gets, and the requirement that says so. */
function closedTaskOf(contract: Contract): { requirement: string; outcome: Outcome } | undefined {
  return errorSchemasOf(contract).flatMap(([, { 'x-error': error, 'x-requirements': requirements = [] }]) => {
    const stated = requirements.find(({ about }) => about === 'closed-task');
    return error && stated ? [{ requirement: stated.id, outcome: error.outcome }] : [];
  })[0];
}

/** A long text appears whole in the closing event, and not only as much of it as some column or log line holds. */
export function keptTextCases(subject: Subject): CaseDraft[] {
  const { operation, prefix, text: member } = subject;
  const type = operation.object['x-effect']?.['closes-with'];
  const requirement = closingEventRequirementOf(subject);
  if (type === undefined || requirement === undefined || member === undefined) return [];
  // Beyond every limit that a neighbouring operation has for its text; the whole text stands in the corpus.
  const length = Math.min(5000, (member.schema.maxLength as number | undefined) ?? 5000);
  const [name = ''] = member.path;
  return [
    {
      id: `${prefix}/history/long-text`,
      title: `A ${name} of ${length === 1 ? '1 character' : `${length} characters`} appears whole in the closing event`,
      group: 'history',
      operation: operation.id,
      requirement,
      needs: { ...readyTask(subject), history: true },
      given: [],
      request: requestWithText(subject, member, length),
      expect: { outcomes: ['accepted'], event: { type, attributes: { [name]: 'a'.repeat(length) } } },
    },
  ];
}

/** The operation's own requirement that what is said appears in the event that closes the task. */
export function closingEventRequirementOf({ operation }: Subject): string | undefined {
  return operation.object['x-requirements']?.find(({ about }) => about === 'closing-event')?.id;
}

function requestWithText(subject: Subject, member: Member, length: number) {
  const entries = withMember(requiredEntries(subject), member, text({ repeat: 'a', times: length }));
  return plainRequest(subject, writtenObject(entries));
}
