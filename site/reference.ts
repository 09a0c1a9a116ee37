// The API reference: a page for each operation, as Markdown, from the contract alone.
import {
  bodySchemaNamesOf,
  type Contract,
  follow,
  mediaTypeOf,
  type NamedResponse,
  type Operation,
  operationsOf,
  type Referable,
  resolved,
  type Schema,
  targetsOf,
} from '../scripts/contract/contract.ts';
import type { DocumentPage } from './documentation.ts';
import { type RequestSample, requestSamples } from './requests.ts';

/** What a page's layout puts around the text. */
export type ReferencePage = DocumentPage & {
  templateEngineOverride: 'njk,md';
  scripts: string[];
  operation: string;
  target: string;
  /** Bodies to begin with in *Try it*. */
  examples: { summary: string; body: string }[];
};

/** @param statements what each requirement states, by id */
export function readReference(contract: Contract): ReferencePage[] {
  return operationsOf(contract).map((operation) => {
    const { id, object } = operation;
    const [target = ''] = targetsOf(contract, id);
    const examples = examplesOf(contract, operation);
    const samples = requestSamples(id, target, sampleInput(examples.map(({ value }) => value)));
    return {
      path: `reference/${id}.md`,
      url: `/reference/${id}/`,
      templateEngineOverride: 'njk,md',
      scripts: ['/reference/try.js'],
      title: id,
      description: `${object.summary}: members with their limits, requests, answers and errors.`,
      text: textOf(contract, operation, target, samples),
      operation: id,
      target,
      examples: [...examples, ...tooLong(contract, operation)].map(({ summary, value }) => ({
        summary,
        body: JSON.stringify(value, null, 2),
      })),
    };
  });
}

function textOf(contract: Contract, operation: Operation, target: string, samples: RequestSample[]): string {
  const { id, object, input, responses } = operation;
  const { url = '', description = 'Source' } = object.externalDocs ?? {};
  return `# ${id}

${object.summary}.

${object.description}

[${description}](${url}) · [Requirements and cases](/catalogue/?operation=${id})

## Request

\`POST /\` with \`Content-Type: application/x-amz-json-1.0\` and \`X-Amz-Target: ${target}\`

${membersTable(contract, input.schema)}

## Send it

To [the mock](/docs/mock/), started with \`npx swf-mock --port 8000\`.

${samples.map((sample, index) => folded(sample, ` name="sample"${index === 0 ? ' open' : ''}`)).join('\n\n')}

{% include "try.njk" %}

## Answers

${responses.map((response) => answerText(contract, response)).join('\n\n')}
`;
}

function folded({ title, language, code }: RequestSample, attributes = ''): string {
  return `<details${attributes}><summary>${title}</summary>

\`\`\`${language}
${code}
\`\`\`

</details>`;
}

function membersTable(contract: Contract, schema: Schema): string {
  const rows = membersOf(contract, schema).map(
    ([name, member, required]) =>
      `| \`${name}\` | ${typeOf(member)} | ${required ? 'yes' : 'no'} | ${limitsOf(member)} | ${member.description ?? ''} |`,
  );
  return ['| member | type | needed | limits | what it is |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The members of an object and, by dotted names, those inside them. */
function membersOf(contract: Contract, schema: Schema, prefix = ''): [string, Schema, boolean][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, referable]) => {
    const member = resolved(contract, referable);
    const required = schema.required?.includes(name) ?? false;
    return [
      [prefix + name, member, required] as [string, Schema, boolean],
      ...membersOf(contract, member, `${prefix}${name}.`),
    ];
  });
}

const typeOf = ({ type }: Schema) => [type ?? 'any'].flat().join(' or ');

function limitsOf({ minLength, maxLength, pattern, enum: values }: Schema): string {
  const parts = [
    maxLength !== undefined && `${minLength ?? 0} to ${maxLength} characters`,
    pattern !== undefined && `\`${String(pattern).replaceAll('|', '\\|')}\``,
    values?.map((value) => `\`${value}\``).join(', '),
  ];
  return parts.filter(Boolean).join('; ');
}

function answerText(contract: Contract, { status, response }: NamedResponse): string {
  const names = bodySchemaNamesOf(response);
  const schemas = names.map((name) => [name, schemaOf(contract, name)] as const);
  const errors = schemas.filter(([, schema]) => schema['x-error'] ?? schema['x-error-outcomes']);
  const bodies = schemas.filter((entry) => !errors.includes(entry));
  const { examples = {} } = mediaTypeOf(response) ?? {};
  return [
    `### ${status}`,
    response.description,
    ...bodies.map(
      ([name, schema]) => `\`${name}\`: ${schema.description}\n\n${membersTable(contract, schema)}`,
    ),
    errors.length > 0 &&
      [
        '| error | when |',
        '|---|---|',
        ...errors.map(([name, { description }]) => `| \`${name}\` | ${description} |`),
      ].join('\n'),
    ...Object.values(examples).map(({ summary = '', value }) =>
      folded({ title: summary, language: 'json', code: JSON.stringify(value, null, 2) }),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const schemaOf = (contract: Contract, name: string) =>
  resolved(contract, { $ref: `#/components/schemas/${name}` } as Referable<Schema>);

function examplesOf(contract: Contract, { object }: Operation): { summary: string; value: object }[] {
  const body = object.requestBody && follow(contract, object.requestBody);
  const { examples = {} } = (body && mediaTypeOf(body)) ?? {};
  return Object.values(examples).map(({ summary = '', value }) => ({ summary, value: value as object }));
}

/** Every member that some example has, with the shortest of its values. */
function sampleInput(examples: object[]): object {
  const sorted = examples.toSorted((one, other) => JSON.stringify(other).length - JSON.stringify(one).length);
  return Object.assign({}, ...sorted);
}

/** An example of what is refused: the first member with one character too many. */
function tooLong(contract: Contract, { input }: Operation): { summary: string; value: object }[] {
  const [[name, { maxLength }] = ['', {} as Schema]] = membersOf(contract, input.schema);
  if (typeof maxLength !== 'number') return [];
  const value = { [name]: 'a'.repeat(maxLength + 1) };
  return [{ summary: `A ${name} of ${maxLength + 1} characters, one too many`, value }];
}
