// What a rule of the contract's lint finds, and how it is told to people: with file, line and JSON pointer.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Contract } from '../generate/contract.ts';

/** One thing that is wrong. `pointer` is the JSON pointer of its place in the contract; `rule` is the rule's name. */
export type Finding = { rule: string; pointer: string; message: string };

/** A rule: a pure function from the contract to what is wrong with it. */
export type Rule = (contract: Contract) => Finding[];

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

/** Where a pointer's last part stands; of a pointer that leads nowhere, where its last existing part stands. */
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
