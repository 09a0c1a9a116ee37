// Rule: every example fits the schema that it illustrates.
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  type Contract,
  follow,
  type Header,
  type MediaType,
  type Operation,
  operationsOf,
  type Parameter,
  type Referable,
  type Schema,
} from '../generate/contract.ts';
import { pointerPart } from '../generate/requirements.ts';
import type { Finding, Rule } from './finding.ts';

type Illustration = { pointer: string; value: unknown; schema: Referable<Schema> };

/** See the head of this file. Looks at requests, responses, parameters, headers and schemas. */
export const examplesFit: Rule = (contract) => {
  // OpenAPI's own keywords are no business of this rule; Redocly judges the document.
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  ajv.addSchema(contract, 'contract');
  const illustrations = [
    ...operationsOf(contract).flatMap((operation) => illustrationsOf(contract, operation)),
    ...illustrationsOfSchemas(contract),
  ];
  const findings = illustrations.flatMap(({ pointer, value, schema }): Finding[] => {
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"contract#'));
    const validate = ajv.compile(absolute);
    if (validate(value)) return [];
    const message = `does not fit its schema: ${ajv.errorsText(validate.errors, { dataVar: 'value' })}`;
    return [{ rule: 'example-fits', pointer, message }];
  });
  return [...new Map(findings.map((finding) => [finding.pointer, finding])).values()];
};

function illustrationsOf(contract: Contract, { object, pathKey, responses }: Operation): Illustration[] {
  const at = `/paths/${pointerPart(pathKey)}/post`;
  const body = object.requestBody && follow(contract, object.requestBody);
  return [
    ...ofContent(body?.content, `${at}/requestBody/content`),
    ...(object.parameters ?? []).flatMap((parameter, index) =>
      ofMediaType(follow<Parameter>(contract, parameter) as MediaType, `${at}/parameters/${index}`),
    ),
    ...responses.flatMap(({ status, name, response }) => {
      const described = object.responses[status];
      const place =
        described && '$ref' in described ? `/components/responses/${name}` : `${at}/responses/${status}`;
      return [
        ...ofContent(response.content, `${place}/content`),
        ...Object.entries(response.headers ?? {}).flatMap(([header, value]) =>
          ofMediaType(
            follow<Header>(contract, value) as MediaType,
            `${place}/headers/${pointerPart(header)}`,
          ),
        ),
      ];
    }),
  ];
}

function ofContent(content: Record<string, MediaType> | undefined, at: string): Illustration[] {
  return Object.entries(content ?? {}).flatMap(([type, media]) =>
    ofMediaType(media, `${at}/${pointerPart(type)}`),
  );
}

function ofMediaType(media: MediaType, at: string): Illustration[] {
  const { schema } = media;
  if (schema === undefined) return [];
  const named = Object.entries(media.examples ?? {}).map(([name, { value }]) => ({
    pointer: `${at}/examples/${pointerPart(name)}/value`,
    value,
    schema,
  }));
  return 'example' in media ? [...named, { pointer: `${at}/example`, value: media.example, schema }] : named;
}

/** `examples` of component schemas and of their members. */
function illustrationsOfSchemas(contract: Contract): Illustration[] {
  return Object.entries(contract.components.schemas ?? {}).flatMap(([name, schema]) => {
    const pointer = `/components/schemas/${pointerPart(name)}`;
    const members = Object.entries(schema.properties ?? {}).flatMap(([member, property]) =>
      ofSchema(property as Schema, `${pointer}/properties/${pointerPart(member)}`),
    );
    return [...ofSchema(schema, pointer), ...members];
  });
}

function ofSchema(schema: Schema, at: string): Illustration[] {
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  return examples.map((value, index) => ({ pointer: `${at}/examples/${index}`, value, schema }));
}
