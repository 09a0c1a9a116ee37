// Turns the rows of the table into servers: one for each place that has cases about the fault.
import picomatch from 'picomatch';
import type { Case, Corpus, CorpusOperation } from '../../../generated/case-types.ts';
import type { Transformation } from '../serve.ts';
import { ofOperation } from '../transformations.ts';
import { any, declared, type FaultyServer } from './faulty-server.ts';
import { type Constraint, constraintsOf, outputMembersOf } from './places.ts';
import type { Block, Cases, Conditions, Row, Rows } from './table.ts';

/** A part of the corpus: all operations of the document, where it is another one than the usual, and cases. */
export type Part = Pick<Corpus, 'operations' | 'cases'> & { document?: string };

/**
 * The servers of a block. Operations and members come from the corpus alone.
 *
 * @param subject what the block is about, in a word; the servers' names begin with it
 * @throws Error when the cases that a server names have several levels
 * @example serversOf('members', block, readCorpus())[0]?.killedBy // [['completed/result/length-32768']]
 */
export function serversOf(
  subject: string,
  block: Block,
  { document, operations, cases: all }: Part,
): FaultyServer[] {
  const name = document === undefined ? subject : `${subject} ${document}`;
  const whole = { name, parts: operations.map((place) => partOf(place, place)) };
  const servers = <Place, Fault>(rows: Rows<Place, Fault> = {}, spotsAt: SpotsAt<Place, Fault>) =>
    Object.entries(rows).flatMap(([key, list]) =>
      list.flatMap((row) => spotsAt(key).flatMap((spot) => serverIn(spot, key, row))),
    );
  return [
    ...servers(block.service, () => [{ ...whole, transformed: (fault) => fault }]),
    ...servers(block.operation, () =>
      operations.map((place) => ({
        name: `${subject} ${place.slug}`,
        parts: [partOf(place, place)],
        transformed: (fault) => ofOperation(place.name, fault),
      })),
    ),
    ...servers(block.member, (keyword) =>
      operations
        .flatMap(constraintsOf)
        .filter((place) => picomatch.isMatch(place.keyword, keyword))
        .map((place) => ({
          name: `${subject} ${place.operation.slug}${place.pointer} ${place.keyword}`,
          parts: [partOf(place, place.operation, place.pointer)],
          transformed: (fault) => ofOperation(place.operation.name, fault(place)),
          constraint: place,
        })),
    ),
    ...servers(block.output, () =>
      operations.flatMap(outputMembersOf).map((place) => ({
        name: `${subject} ${place.operation.slug}${place.pointer}`,
        parts: [partOf(place, place.operation)],
        transformed: (fault) => ofOperation(place.operation.name, fault(place)),
      })),
    ),
  ];

  /** The server of a row in one spot, or none where no case is about the fault. */
  function serverIn<Place, Fault>(
    { name, parts, transformed, constraint }: Spot<Place, Fault>,
    key: string,
    [what, fault, ends]: Row<Place, Fault>,
  ): FaultyServer[] {
    // Cases that a member's row names may state another requirement, such as the unit of a length.
    const states = picomatch(constraint ? (ends ? '*' : constraint.requirement) : key);
    const about = all.filter((each) => states(each.requirement) && isMeant(each, block));
    const cases = parts.flatMap((part) => casesOf(about, part, ends ?? '**'));
    const [level, other] = new Set(cases.map((each) => each.level));
    if (level === undefined) return [];
    if (other) throw new Error(`${name}: ${what}: its cases are of level ${level} and of level ${other}`);
    const ids = cases.map(({ id }) => id);
    const isToken = constraint !== undefined && constraint.pointer === constraint.operation.token;
    return [
      {
        name: `${name}: ${what}`,
        row: `${subject} ${key}: ${what}`,
        killedBy: block.one ? [ids] : ids.map((id) => [id]),
        level,
        mock: (block.tasks ?? (isToken ? 'any' : 'declared')) === 'any' ? any : declared,
        transformation: transformed(fault),
        ...(document !== undefined && { operations: calledIn(cases), timeoutMs: 3000 }),
        ...block.run,
      },
    ];
  }
}

/** Where a server has its fault. A fault of the whole service has a part for each operation. */
type Spot<Place, Fault> = {
  name: string;
  parts: PlaceOfCases<Place>[];
  transformed(fault: Fault): Transformation;
  constraint?: Constraint;
};

type SpotsAt<Place, Fault> = (key: string) => Spot<Place, Fault>[];

/** A place, and the prefix of the ids of its cases. */
type PlaceOfCases<Place> = { place: Place; prefix: string };

function partOf<Place>(place: Place, { slug }: CorpusOperation, pointer = ''): PlaceOfCases<Place> {
  return { place, prefix: `${slug}${pointer}/` };
}

/** The cases of a part that a row names; none where the place does not have what the fault needs. */
function casesOf<Place>(cases: Case[], { place, prefix }: PlaceOfCases<Place>, ends: Cases<Place>): Case[] {
  const end = typeof ends === 'function' ? ends(place) : ends;
  if (end === undefined) return [];
  const isNamed = picomatch(`${prefix}${end}`);
  return cases.filter(({ id }) => isNamed(id));
}

/** A run judges an operation of another document only where it is told to. */
function calledIn(cases: Case[]): string[] {
  return [...new Set(cases.flatMap(({ operation, alsoCalls = [] }) => [operation, ...alsoCalls]))];
}

function isMeant({ level, expect: { outcomes, statusClass } }: Case, block: Conditions): boolean {
  if (block.level !== undefined && block.level !== level) return false;
  const accepts = outcomes?.includes('accepted') ?? false;
  const refuses = !accepts && (outcomes !== undefined || statusClass === 4);
  return { acceptance: accepts, refusal: refuses, either: true }[block.expects ?? 'either'];
}
