// Walks through the objects of an OpenAPI document, with the kind of each.

/** The kinds of objects of an OpenAPI document that differ in the keywords that they may have. */
export type Kind =
  | 'document'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'schema'
  | 'securityScheme'
  | 'other';

/** An object of the document, and the JSON pointer to it. */
export type Place = { kind: Kind; pointer: string; node: Record<string, unknown> };

type Children = Record<string, { kind: Kind | 'components'; many?: true }>;

const content: Children = { content: { kind: 'mediaType', many: true } };
const schemaMaps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const schemaLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const schemas = ['items', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'];

/** The kinds of the members of each kind; other members are only searched for keywords. */
const children: Partial<Record<Kind | 'components', Children>> = {
  document: { paths: { kind: 'pathItem', many: true }, components: { kind: 'components' } },
  components: {
    schemas: { kind: 'schema', many: true },
    responses: { kind: 'response', many: true },
    parameters: { kind: 'parameter', many: true },
    requestBodies: { kind: 'requestBody', many: true },
    headers: { kind: 'header', many: true },
    securitySchemes: { kind: 'securityScheme', many: true },
  },
  pathItem: { post: { kind: 'operation' } },
  operation: {
    parameters: { kind: 'parameter', many: true },
    requestBody: { kind: 'requestBody' },
    responses: { kind: 'response', many: true },
  },
  parameter: { schema: { kind: 'schema' }, ...content },
  header: { schema: { kind: 'schema' }, ...content },
  requestBody: content,
  response: { headers: { kind: 'header', many: true }, ...content },
  mediaType: { schema: { kind: 'schema' } },
  schema: Object.fromEntries([
    ...[...schemaMaps, ...schemaLists].map((name) => [name, { kind: 'schema', many: true }]),
    ...schemas.map((name) => [name, { kind: 'schema' }]),
  ]),
};

/** Example values, and keywords whose shape is described elsewhere: their content is not part of the document. */
const opaque = new Set(['example', 'examples', 'default', 'const', 'enum']);

/** Every object of the document once, in the order of the document; objects that YAML aliases repeat are the same object. */
export function placesIn(document: unknown): Place[] {
  const places: Place[] = [];
  const seen = new Set<unknown>();
  visit(document, '', 'document');
  return places;

  function visit(node: unknown, pointer: string, kind: Kind | 'components'): void {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const named = Array.isArray(node) ? {} : (children[kind] ?? {});
    if (!Array.isArray(node)) {
      places.push({ kind: kind === 'components' ? 'other' : kind, pointer, node: { ...node } });
    }
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith('x-') || opaque.has(key)) continue;
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const child = Object.hasOwn(named, key) ? named[key] : undefined;
      if (!child) visit(value, at, 'other');
      else if (!child.many) visit(value, at, child.kind);
      else visitAll(value, at, child.kind);
    }
  }

  function visitAll(nodes: unknown, pointer: string, kind: Kind | 'components'): void {
    if (typeof nodes !== 'object' || nodes === null) return;
    for (const [key, node] of Object.entries(nodes)) {
      visit(node, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, kind);
    }
  }
}
