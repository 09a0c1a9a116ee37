// The reference of the control API, from its description: a list of what can be asked, and the members of each body.
import { describe, type JsonSchema } from './schema.ts';

export type ControlDescription = {
  info: { title: string; description: string };
  paths: Record<string, Record<string, ControlOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, ControlBody>;
    requestBodies: Record<string, ControlBody>;
  };
};

type ControlOperation = {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: { name: string; in: string; description?: string }[];
  requestBody?: ControlBody;
  responses: Record<string, ControlBody>;
};

type ControlBody = { $ref?: string; description?: string; content?: Record<string, { schema: JsonSchema }> };

export function controlReference({ info, paths, components }: ControlDescription): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return `${[
    `# ${info.title}`,
    info.description.trim(),
    'It is described in `spec/control.openapi.yaml`; this page says the same, written down by `npm run reference`.',
    [
      '| request | what it does | body | answer |',
      '|:--|:--|:--|:--|',
      ...operations.map(({ path, method, operation }) => row(path, method, operation)),
    ].join('\n'),
    ...Object.entries(components.schemas).flatMap(([name, schema]) => [`## ${name}`, describe(schema)]),
  ].join('\n\n')}\n`;

  function row(path: string, method: string, operation: ControlOperation): string {
    const query = (operation.parameters ?? []).filter((each) => each.in === 'query');
    const address = `${path}${query.map(({ name }) => `?${name}=`).join('')}`;
    const said = [`${operation.summary}.`, operation.description].filter(Boolean).join(' ');
    const answers = Object.entries(operation.responses)
      .filter(([status]) => status.startsWith('2'))
      .map(([status, response]) => `${status} ${schemaOf(response, components.responses)}`);
    const body = operation.requestBody ? schemaOf(operation.requestBody, components.requestBodies) : '';
    return `| \`${method} ${address}\` | ${said.replace(/\s+/g, ' ').trim()} | ${body} | ${answers.join(', ')} |`;
  }
}

function schemaOf(body: ControlBody, components: Record<string, ControlBody>): string {
  const found = body.$ref === undefined ? body : components[body.$ref.slice(body.$ref.lastIndexOf('/') + 1)];
  const schema = Object.values(found?.content ?? {})[0]?.schema;
  return schema ? inWords(schema) : '';
}

function inWords(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.items) return `list of ${inWords(schema.items)}`;
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const inner = (member.$ref ?? member.items?.$ref) ? `: ${inWords(member)}` : '';
    return `\`${name}\`${inner}`;
  });
  return members.join(', ') || String(schema.type ?? '');
}
