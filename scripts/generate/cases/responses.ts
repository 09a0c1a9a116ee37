// One case for each requirement on responses; each provokes a response that the requirement is about.
import type { CorpusRequirement } from '../../../generated/case-types.ts';
import { text, writtenObject } from './body.ts';
import {
  type CaseDraft,
  closesTasks,
  plainRequest,
  readyTask,
  requiredEntries,
  type Subject,
  smallestRequest,
  withMember,
} from './subject.ts';

/** @param subjects all operations */
export function responseCases(
  subject: Subject,
  requirements: CorpusRequirement[],
  subjects: Subject[],
): CaseDraft[] {
  const { operation, prefix } = subject;
  return requirements
    .filter(
      ({ checks, appliesTo, operations }) =>
        checks && appliesTo !== 'case' && operations.includes(operation.id),
    )
    .flatMap((requirement): CaseDraft[] => {
      const provoked = provoke(subject, requirement.appliesTo, subjects);
      if (!provoked) return [];
      return [
        {
          id: `${prefix}/response/${endOfId(requirement, subject)}`,
          title: requirement.statement,
          group: 'response',
          operation: operation.id,
          requirement: requirement.id,
          ...provoked,
          expect: { response: requirement.id },
        },
      ];
    });
}

/** Without the prefix, which the id of the case begins with already. */
function endOfId({ id }: CorpusRequirement, { prefix }: Subject): string {
  return (id === `${prefix}.response` ? 'described' : id).replaceAll('.', '-');
}

function provoke(
  subject: Subject,
  appliesTo: CorpusRequirement['appliesTo'],
  subjects: Subject[],
): Pick<CaseDraft, 'needs' | 'given' | 'request'> | undefined {
  const needs = readyTask(subject);
  if (appliesTo === 'success') return { needs, given: [], request: smallestRequest(subject) };
  if (appliesTo === 'fault') {
    const closing = closesTasks(subject) ? subject : subjects.find(closesTasks);
    if (subject.token === undefined || closing === undefined) return undefined;
    return {
      needs: readyTask(closing),
      given: [
        {
          title: 'the task is closed',
          request: smallestRequest(closing),
          outcomes: ['accepted', 'unknown-resource'],
        },
      ],
      request: smallestRequest(subject),
    };
  }
  return provokedError(subject);
}

/** A member that breaks its constraint without any task: an empty token, or a member that is missing or of a wrong type. */
function provokedError(subject: Subject): Pick<CaseDraft, 'needs' | 'given' | 'request'> | undefined {
  const { token, members } = subject;
  const entries = requiredEntries(subject);
  const broken = token
    ? writtenObject(withMember(subject, entries, token, text()))
    : members.some(({ required }) => required)
      ? ['{}']
      : undefined;
  return broken && { needs: {}, given: [], request: plainRequest(subject, broken) };
}
