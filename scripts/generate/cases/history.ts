// The cases of what stands in the history of the execution after a task was closed: the whole text of the call, and the
// event's place among the others.
import { requirementFor, textMembersOf } from '../../contract/members.ts';
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

/** The cases about the event that an accepted call closes the task with; none where it closes none. */
export function historyCases(subject: Subject): CaseDraft[] {
  const type = closingEventOf(subject);
  return type === undefined ? [] : [...wholeTexts(subject, type), ...eventCases(subject, type)];
}

/** The event that an accepted call of the operation closes the task with. */
export function closingEventOf({ operation }: Subject): string | undefined {
  return operation.object['x-effect']?.['closes-with'];
}

/** The operation's own requirement that what is said appears in the event that closes the task. */
export function closingEventRequirementOf({ operation }: Subject): string | undefined {
  return operation.object['x-requirements']?.find(({ about }) => about === 'closing-event')?.id;
}

/** Long texts appear whole, and not only as much of them as some column, log line or buffer holds. */
function wholeTexts(subject: Subject, type: string): CaseDraft[] {
  const requirement = closingEventRequirementOf(subject);
  if (requirement === undefined) return [];
  return textMembersOf(subject.members).flatMap((member): CaseDraft[] => {
    const [name = ''] = member.path;
    const longest = member.schema.maxLength as number | undefined;
    // Where a limit need not be one of characters, the text keeps within one of bytes, too.
    const isOfCharacters = requirementFor(member, { about: 'characters' })?.level === 'MUST';
    const multiByte = isOfCharacters ? (longest ?? 0) - 1 : Math.floor((longest ?? 0) / 3);
    // Beyond every limit that a neighbouring operation has for its text.
    const long = Math.min(5000, longest ?? 5000);
    const kept = (what: string, repeat: string, times: number, each = '') => ({
      id: `${subject.prefix}/history/${what}`,
      title: `A ${name} of ${times === 1 ? '1 character' : `${times} characters${each}`} appears whole in the closing event`,
      group: 'history',
      operation: subject.operation.id,
      requirement,
      needs: { ...readyTask(subject), history: true },
      given: [],
      request: plainRequest(
        subject,
        writtenObject(withMember(subject, requiredEntries(subject), member, text({ repeat, times }))),
      ),
      expect: {
        outcomes: ['accepted' as const],
        event: { type, attributes: { [name]: [{ repeat, times }] } },
      },
    });
    return [
      ...(member === subject.text ? [kept('long-text', 'a', long)] : []),
      ...(longest && longest > 1
        ? [
            kept(`${name}-${longest}`, 'a', longest),
            kept(`${name}-multi-byte-${multiByte}`, '日', multiByte, ' of three bytes each'),
          ]
        : []),
    ];
  });
}

/** What else the requirements on histories ask for, as far as the contract states them. */
function eventCases(subject: Subject, type: string): CaseDraft[] {
  const { contract, operation, prefix } = subject;
  const states = contract['x-task-states'];
  const state = Object.values(states).find((each) => each['closed-by'] === type);
  const ids = Object.entries(state?.attributes ?? {}).flatMap(([name, value]) => {
    const entered = typeof value === 'string' ? /^event\.(.*)$/.exec(value)?.[1] : undefined;
    const event = entered === undefined ? undefined : states[entered]?.['entered-by'];
    return event === undefined ? [] : [{ name, event, optional: !wayToOpen.includes(entered ?? '') }];
  });
  const idsOf = (optional: boolean) =>
    Object.fromEntries(
      ids.filter((each) => each.optional === optional).map(({ name, event }) => [name, event]),
    );
  const expectations = [
    [
      'event-ids',
      'The ids in the closing event are those of the events that they name',
      'event-ids',
      { ids: idsOf(false), optionalIds: idsOf(true) },
    ],
    [
      'following-event',
      `${state?.['followed-by']} comes after the closing event`,
      'following-event',
      { after: state?.['followed-by'] ?? '' },
    ],
  ] as const;
  return expectations.flatMap(([what, title, about, history]): CaseDraft[] => {
    const requirement = contract['x-requirements']?.find((each) => each.about === about)?.id;
    if (requirement === undefined || ('after' in history && history.after === '')) return [];
    if ('ids' in history && ids.length === 0) return [];
    return [
      {
        id: `${prefix}/history/${what}`,
        title,
        group: 'history',
        operation: operation.id,
        requirement,
        needs: { ...readyTask(subject), history: true },
        given: [],
        request: smallestRequest(subject),
        expect: { outcomes: ['accepted'], event: { type, attributes: {} }, history },
      },
    ];
  });
}

/** The states that every task goes through before it is closed; the events of others need not be there. */
const wayToOpen = ['scheduled', 'open'];
