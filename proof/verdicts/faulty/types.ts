// Presence and types: what is required is not missed, what is optional is demanded, other JSON values are taken.
import { randomUUID } from 'node:crypto';
import { operations } from '../../../generated/operations.ts';
import { broken, refused } from '../answered.ts';
import { inputOf, type Subject, subjects } from '../received.ts';
import type { Vary } from '../serve.ts';
import { inputs, instead, only } from '../vary.ts';
import { any, declared, type FaultyServer } from './faulty-server.ts';

export const typeFaults: FaultyServer[] = subjects.flatMap((subject) => [
  {
    name: `types-${subject.slug}-token-not-required`,
    what: `${subject.operation} takes a call without taskToken`,
    killedBy: [`${subject.slug}/taskToken/missing`],
    level: 'MUST',
    mock: any,
    vary: only(
      subject.operation,
      inputs((input) => ('taskToken' in input ? input : { ...input, taskToken: randomUUID() })),
    ),
  },
  {
    name: `types-${subject.slug}-token-null`,
    what: `${subject.operation} takes null for taskToken`,
    killedBy: [`${subject.slug}/taskToken/type-null`],
    level: 'MUST',
    mock: any,
    vary: only(
      subject.operation,
      inputs((input) => (input.taskToken === null ? { ...input, taskToken: randomUUID() } : input)),
    ),
  },
  {
    name: `types-${subject.slug}-${subject.text}-required`,
    what: `${subject.operation} refuses a call without ${subject.text}`,
    killedBy: [`${subject.slug}/${subject.text}/absent`],
    level: 'MUST',
    mock: declared,
    vary: only(
      subject.operation,
      instead((request) => {
        const input = inputOf(request);
        return input && !(subject.text in input)
          ? broken(request, subject.text, 'Member must not be null')
          : undefined;
      }),
    ),
  },
  ...Object.keys(operations[subject.operation].members).flatMap((member) => memberFaults(subject, member)),
]);

function memberFaults({ operation, slug }: Subject, member: string): FaultyServer[] {
  const server = (kind: string, what: string, killers: string[], vary: Vary): FaultyServer => ({
    name: `types-${slug}-${member}-${kind}`,
    what: `${operation} ${what} ${member}`,
    killedBy: killers.map((killer) => `${slug}/${member}/type-${killer}`),
    level: 'MUST',
    mock: any,
    vary: only(operation, vary),
  });
  return [
    server('scalars', 'takes numbers and booleans for', ['number', 'boolean'], coerce(member, isScalar)),
    server('structures', 'takes arrays and objects for', ['array', 'object'], coerce(member, isStructure)),
    server(
      'breaks',
      'breaks with status 500 on a number for',
      ['number'],
      instead((request) =>
        typeof inputOf(request)?.[member] === 'number' ? refused(request, 'InternalFailure') : undefined,
      ),
    ),
    {
      ...server(
        'unknown-resource',
        'answers UnknownResourceFault to an object for',
        ['object'],
        instead((request) =>
          isStructure(inputOf(request)?.[member]) ? refused(request, 'UnknownResourceFault') : undefined,
        ),
      ),
      // Beside a made-up token that is looked up in vain, this answer would prove nothing.
      mock: member === 'taskToken' ? any : declared,
    },
  ];
}

/** Every value is written so that it is no text another task has. */
function coerce(member: string, meant: (value: unknown) => boolean): Vary {
  return inputs((input) => {
    const value = input[member];
    return meant(value) ? { ...input, [member]: `${JSON.stringify(value)} ${randomUUID()}` } : input;
  });
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
