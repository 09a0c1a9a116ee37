// Reads spec/cases/*.yaml, and refuses an entry that has a mistake, with its place in the file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CaseTemplate } from '../../../generated/case-template-types.ts';
import { type Contract, operationsOf, pointerPart } from '../../contract/contract.ts';
import { ContractError, type Finding, refuse } from '../../contract/finding.ts';
import { requirementsIn } from '../../contract/requirements.ts';
import { shapeCheck } from '../../contract/shape.ts';
import { suggestionFor } from '../../contract/suggestion.ts';
import { parseYaml } from '../../contract/yaml.ts';
import { styles, tokenChanges } from './body.ts';
import { expandOutcomes, placeholder } from './templates.ts';

/** The entries, in the order of the files' names, and the ends of the ids of those with a role. */
export type Templates = {
  templates: CaseTemplate[];
  roles: Record<NonNullable<CaseTemplate['role']>, string>;
  /** Fails with ContractError where there is a mistake. */
  refuse(mistakes: Mistake[]): void;
};

/** What is wrong with an entry; `place` is a JSON pointer into it. */
export type Mistake = { template: CaseTemplate; place: string; message: string };

const rule = 'case-template';

/**
 * Reads the templates of a contract's cases. Fails with ContractError where an entry has a mistake.
 *
 * @param folder spec/, which has cases/ and case-templates.schema.yaml
 */
export function readTemplates(contract: Contract, folder: string): Templates {
  const schema = parse(readFileSync(join(folder, 'case-templates.schema.yaml'), 'utf8')) as object;
  const hasShape = shapeCheck(schema, '', rule);
  const files = filesIn(join(folder, 'cases')).map((file) => {
    const text = readFileSync(file, 'utf8');
    const templates = parseYaml(text, file) as CaseTemplate[];
    refuse(hasShape(templates, ''), text, file);
    return { file, text, templates };
  });
  const all = files.flatMap(({ templates }) => templates);
  const read: Templates = {
    templates: all,
    roles: { accepted: withRole(all, 'accepted', folder), known: withRole(all, 'known', folder) },
    refuse: (mistakes) => {
      for (const { file, text, templates } of files) {
        const findings = mistakes.flatMap(({ template, place, message }): Finding[] => {
          const index = templates.indexOf(template);
          return index < 0 ? [] : [{ rule, pointer: `/${index}${place}`, message }];
        });
        refuse(findings, text, file);
      }
    },
  };
  read.refuse(all.flatMap((template) => mistakesIn(template, contract, all)));
  return read;
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder).sort();
  const passedOver = names.filter((name) => /\.(ya?ml|json)$/i.test(name) && !name.endsWith('.yaml'));
  if (passedOver.length > 0) {
    const message = 'entries are read from files whose names end in .yaml; rename it';
    throw new ContractError(passedOver.map((name) => `${join(folder, name)}: ${message}`));
  }
  return names.filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
}

function withRole(
  templates: CaseTemplate[],
  role: NonNullable<CaseTemplate['role']>,
  folder: string,
): string {
  const found = templates.find((template) => template.role === role);
  if (found) return found.id;
  throw new ContractError([`${join(folder, 'cases')}: no entry has the role "${role}"; one is to have it`]);
}

function mistakesIn(template: CaseTemplate, contract: Contract, all: CaseTemplate[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const found = (place: string, message: string) => mistakes.push({ template, place, message });
  const known = (place: string, what: string, name: string | undefined, names: string[]) => {
    if (name === undefined || names.includes(name)) return;
    found(place, `there is no ${what} "${name}"${suggestionFor(name, names)}`);
  };
  const { id, role, requirement, expect } = template;
  const requirements = requirementsIn(contract).map((each) => each.requirement);
  const requirementIds = requirements.map((each) => each.id);
  known('/requirement', 'requirement', requirement, requirementIds);
  known('/expect/response', 'requirement', expect.response, requirementIds);
  if (requirements.some((each) => each.id === expect.response && each.check === undefined)) {
    const message = `${expect.response} has no check, so that no response can be held against it`;
    found('/expect/response', message);
  }
  known(
    '/expect/control/case',
    'entry',
    expect.control?.case,
    all.map((each) => each.id),
  );
  const operations = operationsOf(contract).map((operation) => operation.id);
  for (const [index, name] of (template.operations ?? []).entries()) {
    known(`/operations/${index}`, 'operation', name, operations);
  }
  if ((requirement === undefined) === (template['requirement-about'] === undefined)) {
    found('', 'it states one requirement: "requirement", or "requirement-about"');
  }
  if (all.some((each) => each !== template && each.id === id))
    found('/id', `two entries have the id "${id}"`);
  const first = all.find((each) => role !== undefined && each.role === role);
  if (first && first !== template) {
    found('/role', `${first.id} has the role "${role}" already; one entry is to have it`);
  }
  const circle = circleOf(template, all);
  if (circle?.length === 2) found('/expect/control/case', 'it is its own control; name another case');
  else if (circle) found('/expect/control/case', `its control rests on itself: ${circle.join(', ')}`);
  const outcomes = expect.outcomes && expandOutcomes(expect.outcomes);
  if (outcomes && !expect.control && !outcomes.includes('accepted') && !outcomes.includes('held')) {
    const remedy = 'the nearest call that is not refused for this reason';
    found('/expect', `a call that is to be refused needs a control, ${remedy}`);
  }
  const strange = strangePlaceholders(template).map((each) => ({ template, ...each }));
  return [...mistakes, ...strange];
}

/**
 * The ids on the way from an entry over controls back to it. That two differ from each other is no circle: it says the same
 * of both.
 */
function circleOf(template: CaseTemplate, all: CaseTemplate[]): string[] | undefined {
  const way = [template];
  for (;;) {
    const control = way.at(-1)?.expect.control?.case;
    const next = all.find(({ id }) => id === control);
    if (next === undefined) return undefined;
    if (next !== template && way.includes(next)) return undefined;
    way.push(next);
    if (next !== template) continue;
    const differ = way.every(({ expect }) => expect.control?.relation === 'differs');
    return way.length === 3 && differ ? undefined : way.map(({ id }) => id);
  }
}

const names = ['Operation', 'target', 'target-prefix', 'longer-target-prefix', 'text'];
const inHeaders = ['host', 'length', 'amz-date', 'security-token', 'authorization', 'sha256'];
const inBodies = ['members', 'token', 'made-up:N', 'example:NAME:MEMBER', 'repeat:TEXT:N', 'bytes:HEX'];
const writing = [
  ...Object.keys(styles),
  'form',
  'xml',
  'reversed',
  'escaped-token',
  ...tokenChanges.map((change) => `token-${change}`),
];

/** Every text of an entry in which something may stand for something else, and what does not. */
function strangePlaceholders({ request, given = [], expect: { event } }: CaseTemplate) {
  const requests = [
    { request, at: '/request' },
    ...given.map((step, index) => ({ request: step.request, at: `/given/${index}/request` })),
  ];
  return [
    ...requests.flatMap(({ request: { body, headers = [] }, at }) => [
      ...strangers(body, inBodies, `${at}/body`),
      ...headers.flatMap(([, value = ''], index) => strangers(value, inHeaders, `${at}/headers/${index}/1`)),
    ]),
    ...Object.keys(event?.attributes ?? {}).flatMap((name) =>
      strangers(name, [], `/expect/event/attributes/${pointerPart(name)}`),
    ),
    ...(event?.without ?? []).flatMap((name, index) => strangers(name, [], `/expect/event/without/${index}`)),
  ];
}

function strangers(text: string, besides: string[], place: string): { place: string; message: string }[] {
  return [...text.matchAll(/\$\{([^}]*)(\}?)/g)].flatMap(([whole, name = '', end]) => {
    if (end === '') return [{ place, message: `"${whole}" is not closed; add "}"` }];
    const style = /^members[^:]*:([a-z-]+)/.exec(name)?.[1];
    if (style !== undefined && !writing.includes(style)) {
      return [{ place, message: `there is no style of writing "${style}"${suggestionFor(style, writing)}` }];
    }
    const known = [...names, ...besides];
    const inBody = besides === inBodies && new RegExp(`^${placeholder.source}$`).test(whole);
    if (known.includes(name) || inBody) return [];
    return [{ place, message: `${whole} stands for nothing${suggestionFor(name, known)}` }];
  });
}
