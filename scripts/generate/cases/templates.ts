// The entries of spec/cases/*.yaml, written for any operation, made into cases of one operation. The head of
// spec/cases/operation.yaml says what the placeholders mean.

import type {
  CaseTemplate,
  OutcomesTemplate,
  RequestTemplate,
} from '../../../generated/case-template-types.ts';
import type { BodyPart, CaseExpectation, CaseRequest, Outcome } from '../../../generated/case-types.ts';
import { follow, mediaTypeOf } from '../../contract/contract.ts';
import {
  alteredToken,
  type Entries,
  elementsOf,
  escapedToken,
  formOf,
  joined,
  madeUpToken,
  preparedToken,
  type Style,
  styles,
  tokenChanges,
  writtenMembers,
} from './body.ts';
import { closingEventOf, closingEventRequirementOf } from './history.ts';
import {
  type CaseDraft,
  outcomeSets,
  plainRequest,
  requiredEntries,
  type Subject,
  validExpectation,
} from './subject.ts';

/**
 * The case that a template gives for an operation: one, or none when the template is for other operations, for operations
 * that name a task, or for those that have a text, and this one has none of it.
 */
export function expandTemplate(template: CaseTemplate, subject: Subject): CaseDraft[] {
  const { operation, prefix, token, text } = subject;
  if (template.operations && !template.operations.includes(operation.id)) return [];
  if (token === undefined && template.about === 'task') return [];
  if (template.role === 'accepted' && !subject.hasTask) return [];
  const isReady = [template.task, template.prefers].every(
    (state) => state === undefined || state === 'ready',
  );
  if (token === undefined && subject.hasTask && !isReady && !template.operations) return [];
  // A call that may be held tells nothing of the connection.
  if (template.connection && subject.asking.length > 0) return [];
  const source = JSON.stringify(template);
  if (token === undefined && source.includes('${token}')) return [];
  const { event, history } = template.expect;
  const closes = closingEventOf(subject) !== undefined;
  if (!closes && ((event && event.type === undefined) || history?.closingEvents)) return [];
  if (text === undefined && /\$\{text\}|\+text/.test(source)) return [];
  if (text?.schema.maxLength === undefined && source.includes(':over}')) return [];
  const requirement = template.requirement ?? closingEventRequirementOf(subject);
  if (requirement === undefined) return [];

  return [
    {
      id: `${prefix}/${template.id}`,
      title: template.title,
      group: template.id.split('/')[0] as string,
      operation: operation.id,
      requirement,
      needs: needsOf(template, subject),
      ...(template.connection && { connection: template.connection }),
      given: (template.given ?? []).map((step) => ({
        title: step.title,
        ...(step.after && { after: step.after }),
        request: expandRequest(step.request, template, subject),
        outcomes: expandOutcomes(step.outcomes),
      })),
      request: expandRequest(template.request, template, subject),
      ...(template.after && { after: template.after }),
      ...(template['at-once'] && {
        together: Array.from({ length: template['at-once'] - 1 }, () =>
          expandRequest(template.request, template, subject),
        ),
      }),
      expect: expandExpectation(template, subject),
    },
  ];
}

function needsOf(
  { task, prefers, principal, region, needs }: CaseTemplate,
  { token, hasTask, ready }: Subject,
): CaseDraft['needs'] {
  const state = token ? (task ?? prefers) : task;
  return {
    ...(state && hasTask && { task: state === 'ready' ? ready : state }),
    ...(prefers && token && { orMadeUp: true }),
    ...(principal && { principal }),
    ...(region && { region }),
    ...(needs as CaseDraft['needs']),
  };
}

function expandExpectation({ expect, task, prefers }: CaseTemplate, subject: Subject): CaseExpectation {
  const outcomes = expect.outcomes && expandOutcomes(expect.outcomes);
  const acceptance = outcomes?.length === 1 && outcomes[0] === 'accepted';
  // Nothing is prepared for an operation that names no task, so that its requests are answered like the smallest one.
  if (task && acceptance && !expect.control && !subject.hasTask) return validExpectation(subject);
  const { control } = expect;
  return {
    ...(outcomes && { outcomes }),
    ...(expect.status && { statusClass: Number(expect.status[0]) }),
    ...(control && { control: { ...control, ...controlFor(control.case) } }),
    ...(expect.event && { event: expandEvent(expect.event, subject) }),
    ...(expect.history && { history: expect.history }),
    ...(expect.acceptedOnce && { acceptedOnce: true }),
    ...(expect.members && { members: expect.members as NonNullable<CaseExpectation['members']> }),
    ...(expect.response && { response: expect.response }),
  };

  function controlFor(end: string): { case: string; madeUp?: string } {
    const id = subject.caseAt(end);
    return prefers && subject.token ? { case: subject.roles.accepted, madeUp: id } : { case: id };
  }
}

function expandRequest(
  template: RequestTemplate,
  { task, prefers }: CaseTemplate,
  subject: Subject,
): CaseRequest {
  const fill = (value: string) => fillNames(value, subject);
  const entries = requiredEntries(subject, (task ?? prefers) === undefined ? madeUpToken : preparedToken);
  return {
    ...plainRequest(subject, bodyParts(fill(template.body), entries, subject)),
    ...(template.method && { method: template.method }),
    ...(template.headers && {
      headers: template.headers.map(([name = '', value = '']): [string, string] => [name, fill(value)]),
    }),
    ...(template.authorization && { authorization: template.authorization }),
    ...(template.framing && { framing: template.framing }),
  };
}

/** Outcomes one by one. */
export function expandOutcomes(outcomes: OutcomesTemplate): Outcome[] {
  return typeof outcomes === 'string' ? outcomeSets[outcomes] : outcomes;
}

function expandEvent(
  { type, attributes, without }: NonNullable<CaseTemplate['expect']['event']>,
  subject: Subject,
) {
  return {
    type: type ?? closingEventOf(subject) ?? '',
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [fillNames(name, subject), value]),
    ),
    ...(without && { without: without.map((name) => fillNames(name, subject)) }),
  };
}

function fillNames(value: string, { contract, operation, text, target }: Subject): string {
  const [usual = '', longer = usual] = contract['x-service']['target-prefixes'];
  return value
    .replaceAll('${Operation}', operation.id)
    .replaceAll('${target}', target)
    .replaceAll('${target-prefix}', usual)
    .replaceAll('${longer-target-prefix}', longer)
    .replaceAll('${text}', text?.path[0] ?? '');
}

/** Something in a request stands for what an operation does not have. */
export class Unfillable extends Error {}

/** What stands for something in a body. */
export const placeholder =
  /\$\{(members(?:\+text)?(?::[a-z-]+)?,?|token|sibling|made-up(?::\d+)?|task:(?:domain|taskList)|example:[\w-]+:\w+|repeat:[^:]+:(?:\d+|over)|bytes:[0-9a-f ]+)\}/;

function bodyParts(body: string, entries: Entries, subject: Subject): BodyPart[] {
  // split() with a capture group gives texts and placeholders in turn.
  const parts = body.split(placeholder).flatMap((piece, index): BodyPart[] => {
    if (index % 2 === 0) return piece === '' ? [] : [piece];
    if (piece.startsWith('members')) return expandMembers(piece, entries, subject);
    const [name, ...rest] = piece.split(':') as [string, ...string[]];
    if (name === 'token') return [{ taskToken: 'prepared' }];
    if (name === 'sibling') return [{ taskToken: 'sibling' }];
    if (name === 'task') return [{ taskValue: rest[0] as 'domain' | 'taskList', otherwise: '' }];
    if (name === 'made-up') return [{ taskToken: 'made-up', ...(rest[0] && { length: Number(rest[0]) }) }];
    if (name === 'example') return [exampleOf(subject, rest[0] ?? '', rest[1] ?? '')];
    if (name === 'bytes') return [{ bytes: (rest[0] as string).replaceAll(' ', '') }];
    const over = ((subject.text?.schema.maxLength as number | undefined) ?? 0) + 1;
    return [{ repeat: rest[0] as string, times: rest[1] === 'over' ? over : Number(rest[1]) }];
  });
  return joined(parts);
}

/** `members`, `members+text`, each with `:STYLE`, and with a comma behind them where there is any. */
function expandMembers(piece: string, required: Entries, subject: Subject): BodyPart[] {
  const [, withText, style = 'json', comma = ''] = /^members(\+text)?(?::([a-z-]+))?(,)?$/.exec(piece) ?? [];
  const entries: Entries = withText ? [...required, [subject.text?.path[0] ?? '', 'ready']] : required;
  if (entries.length === 0) return [];
  if (style === 'escaped-token') return writtenMembers(requiredEntries(subject, escapedToken));
  const change = tokenChanges.find((each) => style === `token-${each}`);
  if (change) return writtenMembers(requiredEntries(subject, alteredToken(change)));
  if (style === 'form') return formOf(entries);
  if (style === 'xml') return elementsOf(entries);
  if (style === 'reversed') return [...writtenMembers([...entries].reverse()), comma];
  if (!Object.hasOwn(styles, style)) throw new Error(`there is no style of writing "${style}"`);
  return [...writtenMembers(entries, style as Style), comma];
}

/** What an example of the operation's body has for a member: `${example:documented:taskToken}`. */
function exampleOf({ contract, operation }: Subject, name: string, member: string): string {
  const body = operation.object.requestBody && follow(contract, operation.object.requestBody);
  const example = body && mediaTypeOf(body)?.examples?.[name]?.value;
  const value = (example as Record<string, unknown> | undefined)?.[member];
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  throw new Unfillable(`${operation.id} has no example "${name}" with a text for ${member}`);
}
