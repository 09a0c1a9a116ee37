// Describes a case for people: what it needs before it can run, and what conforms.
import type { Case, Outcome } from './corpus.ts';

/**
 * What a case needs from the endpoint and from the user.
 *
 * @example describeNeeds(caseOf(corpus, 'completed/operation/accepted')) // 'a task that is open'
 */
export function describeNeeds({ needs, connection }: Case): string {
  const parts = [
    needs.task && `a task that is ${needs.task}`,
    needs.principal === 'denied' && 'a principal without permission',
    needs.principal === 'unknown' && 'an unknown access key',
    needs.region && 'another region',
    needs.issued && 'a task that the endpoint made',
    needs.sibling && 'another open task of the same execution',
    needs.history && 'the history of the execution',
    needs.neverIssuedTokens && 'an endpoint that knows its own tokens',
    connection && 'one connection for all its requests',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}

/** What conforms. */
export function describeExpectation({ expect }: Case): string {
  const parts: string[] = [];
  if (expect.response) parts.push('responses as the requirement says');
  if (expect.outcomes) parts.push(describeOutcomes(expect.outcomes));
  if (expect.statusClass) parts.push(`a ${expect.statusClass}xx status`);
  if (expect.event)
    parts.push(`the event ${expect.event.type} with ${Object.keys(expect.event.attributes).join(', ')}`);
  if (expect.control) parts.push(relationInWords[expect.control.relation](expect.control.case));
  return parts.join('; ');
}

/** The outcomes, or a common name for them if they include every kind of rejection. */
function describeOutcomes(outcomes: Outcome[]): string {
  const rejections = outcomes.filter((outcome) => outcome !== 'accepted');
  if (rejections.length < everyRejection) return outcomes.join(' or ');
  const error = 'an awsJson client error';
  return rejections.length < outcomes.length ? `accepted or ${error}` : error;
}

/** constraint, serialization, unknown-operation, unknown-resource, not-permitted, auth, other-error. */
const everyRejection = 7;

const relationInWords = {
  like: (id: string) => `a rejection for a constraint counts only if ${id} gets one too`,
  differs: (id: string) => `a rejection counts only if ${id} gets a different response`,
  same: (id: string) => `a rejection counts only if ${id} gets the same response`,
};
