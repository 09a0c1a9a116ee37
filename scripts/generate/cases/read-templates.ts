// Reads spec/cases/*.yaml, and refuses an entry that has a mistake, with its place in the file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CaseTemplate } from '../../../generated/case-template-types.ts';
import { type Contract, operationsOf } from '../../contract/contract.ts';
import { type Finding, refuse } from '../../contract/finding.ts';
import { requirementsIn } from '../../contract/requirements.ts';
import { shapeCheck } from '../../contract/shape.ts';
import { suggestionFor } from '../../contract/suggestion.ts';
import { parseYaml } from '../../contract/yaml.ts';
import { styles, tokenChanges } from './body.ts';
import { placeholder } from './templates.ts';

/** The entries, in the order of the files' names, and the ends of the ids of those with a role. */
export type Templates = {
  templates: CaseTemplate[];
  roles: Record<NonNullable<CaseTemplate['role']>, string>;
};

const rule = 'case-template';

/**
 * Reads the templates of a contract's cases. Fails with ContractError where an entry has a mistake.
 *
 * @param folder spec/, which has cases/ and case-templates.schema.yaml
 */
export function readTemplates(contract: Contract, folder: string): Templates {
  const schema = parse(readFileSync(join(folder, 'case-templates.schema.yaml'), 'utf8')) as object;
  const hasShape = shapeCheck(schema, '', rule);
  const names = readdirSync(join(folder, 'cases')).filter((name) => name.endsWith('.yaml'));
  const files = names.sort().map((name) => {
    const file = join(folder, 'cases', name);
    const text = readFileSync(file, 'utf8');
    const templates = parseYaml(text, file) as CaseTemplate[];
    refuse(hasShape(templates, ''), text, file);
    return { file, text, templates };
  });
  const all = files.flatMap(({ templates }) => templates);
  for (const { file, text, templates } of files) {
    refuse(
      templates.flatMap((template, index) => findingsIn(template, `/${index}`, contract, all)),
      text,
      file,
    );
  }
  return { templates: all, roles: { accepted: withRole(all, 'accepted'), known: withRole(all, 'known') } };
}

function withRole(templates: CaseTemplate[], role: NonNullable<CaseTemplate['role']>): string {
  const [found, another] = templates.filter((template) => template.role === role);
  if (found && !another) return found.id;
  throw new Error(
    `spec/cases: ${found ? 'two entries have' : 'no entry has'} the role "${role}"; one is to have it`,
  );
}

function findingsIn(template: CaseTemplate, at: string, contract: Contract, all: CaseTemplate[]): Finding[] {
  const findings: Finding[] = [];
  const known = (place: string, what: string, name: string | undefined, names: string[]) => {
    if (name === undefined || names.includes(name)) return;
    const message = `there is no ${what} "${name}"${suggestionFor(name, names)}`;
    findings.push({ rule, pointer: at + place, message });
  };
  const requirements = requirementsIn(contract).map(({ requirement }) => requirement.id);
  known('/requirement', 'requirement', template.requirement, requirements);
  known('/expect/response', 'requirement', template.expect.response, requirements);
  const ids = all.map(({ id }) => id);
  known('/expect/control/case', 'entry', template.expect.control?.case, ids);
  const operations = operationsOf(contract).map(({ id }) => id);
  for (const [index, name] of (template.operations ?? []).entries()) {
    known(`/operations/${index}`, 'operation', name, operations);
  }
  if ((template.requirement === undefined) === (template['requirement-about'] === undefined)) {
    findings.push({
      rule,
      pointer: at,
      message: 'it states one requirement: "requirement", or "requirement-about"',
    });
  }
  if (ids.filter((id) => id === template.id).length > 1) {
    findings.push({ rule, pointer: `${at}/id`, message: `two entries have the id "${template.id}"` });
  }
  return [...findings, ...strangePlaceholders(template, at)];
}

const names = ['Operation', 'target', 'target-prefix', 'longer-target-prefix', 'text'];
const inHeaders = ['host', 'length', 'amz-date', 'security-token', 'authorization', 'sha256'];
const writing = [
  ...Object.keys(styles),
  'form',
  'xml',
  'reversed',
  'escaped-token',
  ...tokenChanges.map((change) => `token-${change}`),
];

function strangePlaceholders({ request, given = [] }: CaseTemplate, at: string): Finding[] {
  const requests = [
    { request, at: `${at}/request` },
    ...given.map((step, index) => ({ request: step.request, at: `${at}/given/${index}/request` })),
  ];
  return requests.flatMap(({ request: { body, headers = [] }, at: place }) => [
    ...strangers(body, [], `${place}/body`),
    ...headers.flatMap(([, value = ''], index) => strangers(value, inHeaders, `${place}/headers/${index}/1`)),
  ]);
}

function strangers(text: string, besides: string[], pointer: string): Finding[] {
  return [...text.matchAll(/\$\{([^}]*)\}/g)].flatMap(([whole, name = '']): Finding[] => {
    const style = /^members[^:]*:([a-z-]+)/.exec(name)?.[1];
    if (style !== undefined && !writing.includes(style)) {
      const message = `there is no style of writing "${style}"${suggestionFor(style, writing)}`;
      return [{ rule, pointer, message }];
    }
    if ([...names, ...besides].includes(name) || new RegExp(`^${placeholder.source}$`).test(whole)) return [];
    const known = [...names, ...besides, 'members', 'token', 'made-up:N', 'repeat:TEXT:N', 'bytes:HEX'];
    return [{ rule, pointer, message: `\${${name}} stands for nothing${suggestionFor(name, known)}` }];
  });
}
