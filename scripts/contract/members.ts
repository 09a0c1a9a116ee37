// The members of an operation's input, at any depth, from which cases, limits and messages are derived.
import {
  type Contract,
  isReference,
  type Operation,
  pointerPart,
  type Referable,
  type Reference,
  type Requirement,
  resolved,
  type Schema,
  valueAt,
} from './contract.ts';

/** A member of an input. */
export type Member = {
  /** JSON pointer into the input: `/taskList/name`; `/tagList/0` for the items of a list. */
  pointer: string;
  /** The names on the way to it. */
  path: string[];
  schema: Schema;
  /** Whether the object that contains it requires it. */
  required: boolean;
  /** The requirements of its own schema, and those about it on the object that contains it. */
  requirements: Requirement[];
};

/** The members of an operation's input, each before the members that it contains. */
export function membersOf(contract: Contract, { input }: Operation): Member[] {
  return membersIn(contract, input.schema, [], []);
}

/** @param within the references on the way: a recursive schema is visited once */
function membersIn(contract: Contract, parent: Schema, path: string[], within: string[]): Member[] {
  const { properties = {}, required = [], items } = parent;
  const named: [string, Referable<Schema>, boolean][] = Object.entries(properties).map(([name, schema]) => [
    name,
    schema,
    required.includes(name),
  ]);
  if (items !== undefined) named.push(['0', items, true]);
  return named.flatMap(([name, referable, isRequired]) => {
    const schema = resolved(contract, referable);
    const own = [...path, name];
    const about = (parent['x-requirements'] ?? []).filter(({ member }) => member === name);
    const member: Member = {
      pointer: own.map((part) => `/${pointerPart(part)}`).join(''),
      path: own,
      schema,
      required: isRequired,
      requirements: [
        ...(schema['x-requirements'] ?? []).filter((each) => each.member === undefined),
        ...about,
      ],
    };
    const reference = isReference(referable) ? referable.$ref : undefined;
    if (reference !== undefined && within.includes(reference)) return [member];
    return [
      member,
      ...membersIn(contract, schema, own, reference === undefined ? within : [...within, reference]),
    ];
  });
}

/** The JSON pointer to the schema of a member of an operation's input, as it stands where the object is described. */
export function placeOfMember(contract: Contract, { input }: Operation, { path }: Member): string {
  return path.reduce((object, name) => placeIn(contract, object, name) ?? object, input.pointer);
}

function placeIn(contract: Contract, pointer: string, name: string): string | undefined {
  const {
    $ref,
    properties,
    items,
    allOf = [],
  } = (valueAt(contract, pointer) ?? {}) as Schema & Partial<Reference>;
  if (properties && Object.hasOwn(properties, name)) return `${pointer}/properties/${pointerPart(name)}`;
  if (items !== undefined && name === '0') return `${pointer}/items`;
  const elsewhere = [
    ...($ref === undefined ? [] : [decodeURIComponent($ref.slice(1))]),
    ...allOf.map((_, index) => `${pointer}/allOf/${index}`),
  ];
  return elsewhere.map((place) => placeIn(contract, place, name)).find((place) => place !== undefined);
}

/** The member that names the task, if the operation's input has one. */
export function tokenMemberOf(members: Member[]): Member | undefined {
  return members.find(({ schema }) => schema['x-value'] === 'task.taskToken');
}

/** The optional top-level members of the input that take any text. */
export function textMembersOf(members: Member[]): Member[] {
  return members.filter(
    ({ path, schema, required }) => path.length === 1 && !required && takesAnyText(schema),
  );
}

/** The maximum length that a text must at least allow, so that every text of spec/cases/ fits. */
const roomForText = 256;

function takesAnyText({ type, minLength = 0, maxLength = roomForText, ...others }: Schema): boolean {
  const narrowing = ['pattern', 'format', 'enum', 'const', 'x-value', 'x-opaque'];
  const hasRoom = Number(minLength) <= 1 && Number(maxLength) >= roomForText;
  return type === 'string' && hasRoom && !narrowing.some((keyword) => keyword in others);
}

/** The requirement that states a constraint of a member, or something else about it. */
export function requirementFor(
  { requirements }: Member,
  what: { keyword: string } | { about: Requirement['about'] },
): Requirement | undefined {
  return requirements.find((each) =>
    'keyword' in what ? each.keyword === what.keyword : each.about === what.about,
  );
}
