// Rule: every word beginning with x- is known, stands where it belongs, and holds what it may hold
// (spec/contract.schema.yaml).
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Finding, Rule } from '../finding.ts';
import { type ShapeCheck, shapeCheck } from '../shape.ts';
import { suggestionFor } from '../suggestion.ts';
import { type Place, placesIn } from '../walk.ts';

const rule = 'word-known';
const schemaFile = new URL('../../../spec/contract.schema.yaml', import.meta.url);

type WordsOfKinds = {
  properties: Record<string, { properties: Record<string, unknown>; required?: string[] }>;
};

const schema = parse(readFileSync(schemaFile, 'utf8')) as WordsOfKinds;

/** Compiled when the first object of a kind comes. */
const checks = new Map<string, ShapeCheck>();

/** See the head of this file. */
export const wordsAreKnown: Rule = (contract) => placesIn(contract).flatMap(findingsAt);

function findingsAt({ kind, pointer, node }: Place): Finding[] {
  const words = Object.fromEntries(Object.entries(node).filter(([name]) => name.startsWith('x-')));
  const known = schema.properties[kind]?.properties ?? {};
  const strangers = Object.keys(words).filter((name) => !Object.hasOwn(known, name));
  if (strangers.length > 0) {
    return strangers.map((name) => ({ rule, pointer: `${pointer}/${name}`, message: whyNot(name, kind) }));
  }
  if (Object.keys(words).length === 0 && !schema.properties[kind]?.required) return [];
  const check = checks.get(kind) ?? shapeCheck(schema, `#/properties/${kind}`, rule);
  checks.set(kind, check);
  return check(words, pointer);
}

function whyNot(name: string, kind: string): string {
  const homes = Object.entries(schema.properties).filter(([, { properties }]) =>
    Object.hasOwn(properties, name),
  );
  if (homes.length > 0)
    return `${name} belongs on ${homes.map(([home]) => home).join(' or ')} objects, not here`;
  const here = Object.keys(schema.properties[kind]?.properties ?? {});
  const anywhere = Object.values(schema.properties).flatMap(({ properties }) => Object.keys(properties));
  return `there is no word ${name}${suggestionFor(name, here.length > 0 ? here : [...new Set(anywhere)])}`;
}
