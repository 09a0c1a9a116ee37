// Mistakes in a file of spec/, reported with file, line, column and JSON pointer.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Contract } from './contract.ts';

/**
 * A mistake and its remedy. `pointer` is the JSON pointer to its place in the file; `rule` is the name of the rule.
 */
export type Finding = { rule: string; pointer: string; message: string };

/** A rule: a pure function that finds the mistakes in the contract. */
export type Rule = (contract: Contract) => Finding[];

/** A file of spec/ has mistakes. The message has a line for each. */
export class ContractError extends Error {
  constructor(lines: string[]) {
    super(lines.join('\n'));
  }
}

/**
 * Fails with ContractError if there is a finding.
 *
 * @param text of the file
 * @param file its name in the message
 */
export function refuse(findings: Finding[], text: string, file: string): void {
  if (findings.length > 0) throw new ContractError(tell(findings, text, file));
}

/** A mistake that is only found when something is generated from the contract. */
export class LateFinding extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/**
 * Findings as lines of text, each with the line and column of its place in the YAML.
 *
 * @example tell(findings, text, 'spec/swf.openapi.yaml')
 * // ['spec/swf.openapi.yaml:344:7 /components/schemas/TaskToken/maxLength: no requirement … (constraint-stated)']
 */
export function tell(findings: Finding[], text: string, file: string): string[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return findings.map(({ rule, pointer, message }) => {
    const { line, col } = lines.linePos(offsetOf(document, pointer));
    return `${file}:${line}:${col} ${pointer || '/'}: ${message} (${rule})`;
  });
}

/** The place of a pointer's last part or, if it does not exist, of its last existing part. */
function offsetOf(document: Document, pointer: string): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined;
      if (item === undefined) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}
