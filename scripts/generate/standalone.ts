// Validators as a module: Ajv's standalone code without imports and without eval, so that it runs in a browser under a
// strict Content-Security-Policy, and costs no more than the functions that are used.
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build, type Plugin } from 'esbuild';
import { notice } from './artefact.ts';

/**
 * The text of a module with a function for each entry of `functions`, whose keys are names of functions and whose
 * values are JSON pointers into `document` (`#/components/schemas/TaskToken`); `rest` is code that uses the functions.
 * Keywords that JSON Schema does not have, such as those of OpenAPI, are ignored.
 */
export async function standaloneModule(
  document: AnySchemaObject,
  functions: Record<string, string>,
  rest: string,
): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateFormats: false,
    // What several schemas refer to is one function, not a copy in each.
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  // Bookkeeping that only unevaluatedProperties and unevaluatedItems need; it keeps bundlers from dropping functions
  // that nobody calls.
  ajv.opts.unevaluated = JSON.stringify(document).includes('"unevaluated');
  ajv.addSchema(document, 'document');
  const places = Object.entries(functions).map(([name, pointer]) => [name, `document${pointer}`]);
  const code = standalone.default(ajv, Object.fromEntries(places));
  return `// ${notice}\n${await withoutImports(`${code}\n${rest}`)}`;
}

/** Ajv's code requires functions of its runtime (the one that counts characters); esbuild puts them into the file. */
async function withoutImports(source: string): Promise<string> {
  const root = `${import.meta.dirname}/../..`;
  const contents = source.replace(/const (\w+) = require\("([^"]+)"\)\.default;/g, 'import $1 from "$2";');
  const result = await build({
    stdin: { contents, resolveDir: root },
    plugins: [countCharacters],
    absWorkingDir: root,
    // Paths stand in comments of the output; they are to be the same where node_modules is a link.
    preserveSymlinks: true,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

/**
 * Counts code points as Ajv's own function does, which is a CommonJS module and would bring a loader along, and goes
 * through every text. Most texts have no surrogates, and the search for one costs next to nothing.
 */
const countCharacters: Plugin = {
  name: 'count-characters',
  setup({ onLoad }) {
    const contents = `const highSurrogate = /[\\ud800-\\udbff]/;
      export default (text) => {
        if (!highSurrogate.test(text)) return text.length;
        let count = 0;
        for (const _ of text) count += 1;
        return count;
      };`;
    onLoad({ filter: /ajv[\\/]dist[\\/]runtime[\\/]ucs2length\.js$/ }, () => ({ contents, loader: 'js' }));
  },
};
