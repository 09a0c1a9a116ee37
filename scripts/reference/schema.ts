// The reference of a JSON Schema: one table for the whole and one for each of its definitions.

export type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  description?: string;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  enum?: unknown[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  default?: unknown;
  [key: string]: unknown;
};

/** @param file the name of the schema in generated/, without its ending */
export function schemaReference(title: string, purpose: string, file: string, schema: JsonSchema): string {
  const definitions = Object.entries(schema.$defs ?? {});
  return `${[
    `# ${title}`,
    purpose,
    `Its schema is \`swf-contract/${file}.json\`; this page says the same, written down by \`npm run reference\`.`,
    membersTable(schema),
    ...definitions.flatMap(([name, definition]) => [`## ${name}`, describe(definition)]),
  ].join('\n\n')}\n`;
}

/** A definition: its description, its values or its members; one part for each alternative. */
export function describe(schema: JsonSchema): string {
  const alternatives = (schema.oneOf ?? []).filter(({ properties }) => properties !== undefined);
  const parts = [
    sentence(schema.description),
    schema.enum && `One of ${typeOf(schema)}.`,
    schema.properties && membersTable(schema),
    schema.oneOf && `One of ${schema.oneOf.map(typeOf).join(', or ')}.`,
    ...alternatives.map((each) => membersTable(each)),
  ];
  const text = parts.filter(Boolean).join('\n\n');
  return text === '' ? `${simpleType(schema)}.` : text;
}

/** A type without members, with its bounds: `number, more than 0`. */
function simpleType(schema: JsonSchema): string {
  const bounds = [
    schema.exclusiveMinimum !== undefined && `more than ${schema.exclusiveMinimum}`,
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.minLength !== undefined && `at least ${schema.minLength} characters`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
  ];
  return [typeOf(schema), ...bounds].filter(Boolean).join(', ');
}

/** A table of the members of an object; members of objects inside it that have no name follow theirs. */
export function membersTable(schema: JsonSchema): string {
  return ['| member | type | description |', '|:--|:--|:--|', ...rows(schema, '')].join('\n');
}

function rows(schema: JsonSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const optional = schema.required?.includes(name) ? '' : ' (optional)';
    const inner = member.properties ? member : (member.items ?? {});
    const path = `${prefix}${name}`;
    const cells = [`\`${path}\`${optional}`, typeOf(member), sentence(member.description)];
    return [
      `| ${cells.join(' | ')} |`,
      ...(inner.properties ? rows(inner, `${path}${member.items ? '[]' : ''}.`) : []),
    ];
  });
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.enum)
    return schema.enum.map((value) => `\`${JSON.stringify(value).replaceAll('"', '')}\``).join(', ');
  if (schema.oneOf ?? schema.anyOf) return (schema.oneOf ?? schema.anyOf ?? []).map(typeOf).join(' or ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object')
    return `object of ${typeOf(schema.additionalProperties)}`;
  return [schema.type ?? 'any'].flat().join(' or ');
}

function sentence(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
