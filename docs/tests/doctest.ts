// TypeScript in a document, made into a module that checks what the document says: `expression; // → value`.

/** The blocks of a document as one module, in which each expression with a value after an arrow is asserted. */
export function doctest(blocks: string[]): string {
  const text = blocks
    .join('\n')
    .replace(
      /^(\s*)(.*?);? \/\/ → (.*)$/gm,
      (_, indent, expression, value) => `${indent}deepStrictEqual(${expression}, ${value});`,
    );
  return `import { deepStrictEqual } from 'node:assert/strict';\n${text}`;
}
