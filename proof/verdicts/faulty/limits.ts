// Lengths: each limit of each member off by one in both directions, not there at all, or counted in another unit.
import { randomUUID } from 'node:crypto';
import { operations } from '../../../generated/operations.ts';
import { broken } from '../answered.ts';
import { type Input, inputOf, type Subject, subjects, textOf } from '../received.ts';
import type { Received, Vary } from '../serve.ts';
import { inputs, instead, only } from '../vary.ts';
import { any, type FaultyServer } from './faulty-server.ts';

type Member = Subject & { member: string; minimum: number; maximum: number };

const members: Member[] = subjects.flatMap((subject) =>
  Object.entries(operations[subject.operation].members).map(([member, limits]) => ({
    ...subject,
    member,
    minimum: 'minLength' in limits ? limits.minLength : 0,
    maximum: limits.maxLength,
  })),
);

export const limitFaults: FaultyServer[] = members.flatMap((member) => [
  fault(member, 'max-one-less', `refuses ${member.maximum} characters`, `length-${member.maximum}`, {
    refuses: (text) => text.length > member.maximum - 1,
  }),
  fault(member, 'max-one-more', `takes ${member.maximum + 1} characters`, `length-${member.maximum + 1}`, {
    takes: (text) => text.length === member.maximum + 1,
  }),
  fault(member, 'no-max', 'takes any length', `length-${member.maximum + 1}`, {
    takes: (text) => text.length > member.maximum,
  }),
  fault(member, 'bytes', 'counts bytes instead of characters', `multi-byte-${member.maximum - 1}`, {
    refuses: (text) => Buffer.byteLength(text) > member.maximum,
  }),
  fault(member, 'min-one-more', `refuses ${member.minimum} characters`, `length-${member.minimum}`, {
    refuses: (text) => text.length < member.minimum + 1,
  }),
  ...(member.minimum > 0
    ? [
        fault(member, 'no-min', 'takes an empty text', `length-${member.minimum - 1}`, {
          takes: (text: string) => text === '',
        }),
      ]
    : [escapesCounted(member)]),
]);

type Rule = { refuses: (text: string) => boolean } | { takes: (text: string) => boolean };

function fault(member: Member, kind: string, what: string, killer: string, rule: Rule): FaultyServer {
  const { slug, operation } = member;
  return {
    name: `limits-${slug}-${member.member}-${kind}`,
    what: `${operation} ${what} of ${member.member}`,
    killedBy: [`${slug}/${member.member}/${killer}`],
    level: 'MUST',
    mock: any,
    vary: only(operation, 'refuses' in rule ? refuse(member, rule.refuses) : take(member, rule.takes)),
  };
}

function refuse({ member }: Member, refuses: (text: string) => boolean): Vary {
  return instead((request) => {
    const value = inputOf(request)?.[member];
    return typeof value === 'string' && refuses(value) ? tooLong(request, member) : undefined;
  });
}

/** The mock gets a text that it takes in place of the one that it would refuse. */
function take({ member, maximum }: Member, takes: (text: string) => boolean): Vary {
  return inputs((input: Input) => {
    const value = input[member];
    if (typeof value !== 'string' || !takes(value)) return input;
    return { ...input, [member]: value === '' ? randomUUID() : value.slice(0, maximum) };
  });
}

/** Clients that escape every character outside ASCII send six characters for one. */
function escapesCounted({ operation, slug, member, maximum }: Member): FaultyServer {
  const written = new RegExp(`"${member}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`);
  return {
    name: `limits-${slug}-${member}-escapes`,
    what: `${operation} counts an escape in ${member} as the characters that it is written with`,
    killedBy: [`${slug}/${member}/escaped-${maximum - 1}`],
    level: 'MUST',
    mock: any,
    vary: only(
      operation,
      instead((request) =>
        (textOf(request).match(written)?.[1]?.length ?? 0) > maximum ? tooLong(request, member) : undefined,
      ),
    ),
  };
}

function tooLong(request: Received, member: string) {
  return broken(request, member, 'Member must have another length');
}
