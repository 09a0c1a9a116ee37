// Parses a file of spec/, and reports the place of a YAML error.
import { isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml';
import { ContractError } from './finding.ts';

/**
 * The value of a YAML text. Fails with ContractError if it cannot be parsed.
 *
 * @param file its name in messages
 */
export function parseYaml(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const refused: string[] = [];
  const refuse = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    refused.push(`${file}:${line}:${col}: ${message}`);
  };
  // Later errors follow from the first.
  const [error] = document.errors;
  if (error) refuse(error.pos[0], `it is not YAML: ${error.message}`);
  else
    visit(document, {
      Alias(_, alias) {
        if (alias.resolve(document) !== undefined) return;
        refuse(alias.range?.[0] ?? 0, `it is not YAML: there is no anchor &${alias.source} before it`);
      },
      Pair(_, { key }) {
        // In JavaScript, __proto__ is not an ordinary member of an object.
        if (!isScalar(key) || key.value !== '__proto__') return;
        refuse((key as Scalar).range?.[0] ?? 0, 'nothing can have the name __proto__; choose another');
      },
    });
  if (refused.length > 0) throw new ContractError(refused);
  return document.toJS();
}
