// The reference says what code and schemas say, and they say something about everything.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { references } from './main.ts';
import type { JsonSchema } from './schema.ts';

test('docs/reference/ is what `npm run reference` writes', async () => {
  const expected = await references();
  expect(readdirSync('docs/reference').sort()).toEqual(Object.keys(expected).sort());
  for (const [name, text] of Object.entries(expected)) {
    expect({ name, text: readFileSync(`docs/reference/${name}`, 'utf8') }).toEqual({ name, text });
  }
});

test('every option of both commands is in it', () => {
  expect(readFileSync('docs/reference/swf-conformance.md', 'utf8')).toMatch(
    /--endpoint <url>[\s\S]*## swf-conformance show/,
  );
  expect(readFileSync('docs/reference/swf-mock.md', 'utf8')).toContain('--port <number>');
});

test.each(['cases', 'report'])('every member of the schema of %s is described', (name) => {
  const schema = parse(readFileSync(`spec/${name}.schema.yaml`, 'utf8')) as JsonSchema;
  expect(undescribed(schema, name)).toEqual([]);
});

function undescribed(schema: JsonSchema, path: string): string[] {
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    ...(member.description === undefined && member.$ref === undefined ? [`${path}.${name}`] : []),
    ...undescribed(member, `${path}.${name}`),
  ]);
  const inner = [...Object.entries(schema.$defs ?? {}), ...Object.entries(schema.oneOf ?? [])];
  return [
    ...members,
    ...(schema.items ? undescribed(schema.items, `${path}[]`) : []),
    ...inner.flatMap(([name, each]) => undescribed(each, `${path} ${name}`)),
  ];
}
