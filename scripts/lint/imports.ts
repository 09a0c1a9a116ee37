// Who refers to whom among the modules of the project, and the rule that keeps the mocks and the runner apart: a
// runner that shared the mock's code would share its mistakes.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** The text of each module by its path from the root of the project, with slashes. */
export type Modules = Record<string, string>;

/** A module that refers to another in a place where it must not; `via` is the way from one to the other. */
export type Bridge = { from: string; to: string; via: string[] };

const folders = ['mocks', 'conformance'] as const;
/** The command that starts the mock when no endpoint is given; it goes through the mock's public face. */
const allowed = { from: 'conformance/cli.ts', to: 'mocks/http/server.ts' };

/**
 * Every way on which a module of mocks/ reaches one of conformance/ or the other way round, except the one that is
 * allowed; directly or through others, generated/ among them. One bridge for each module at which a way begins.
 */
export function bridges(modules: Modules): Bridge[] {
  const references = new Map(
    Object.entries(modules).map(([path, text]) => [path, referencesOf(path, text, modules)]),
  );
  return Object.keys(modules).flatMap((from) => {
    const own = folders.find((folder) => from.startsWith(`${folder}/`));
    if (own === undefined) return [];
    const other = own === 'mocks' ? 'conformance' : 'mocks';
    const via = wayTo(from, (path) => path.startsWith(`${other}/`), references);
    return via === undefined ? [] : [{ from, to: via.at(-1) ?? '', via }];
  });
}

/**
 * The modules that a module refers to: by import, export from, dynamic import, import type, require, `new URL` or any
 * other string that is a relative path, and by the package's own name. A path that is computed counts as the folder
 * that it begins with.
 */
export function referencesOf(path: string, text: string, modules: Modules): string[] {
  const found = new Set<string>();
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  visit(source);
  return [...found];

  function visit(node: ts.Node): void {
    if (ts.isStringLiteralLike(node)) add(node.text);
    else if (ts.isTemplateExpression(node)) add(node.head.text);
    ts.forEachChild(node, visit);
  }

  function add(specifier: string): void {
    const own = /^swf-contract\/(\w+)/.exec(specifier)?.[1];
    if (own !== undefined) found.add(ownExports[own] ?? specifier);
    if (!/^\.\.?\//.test(specifier)) return;
    const target = posix.join(posix.dirname(path), specifier);
    const asSource = target.replace(/\.js$/, '.ts');
    found.add(asSource in modules ? asSource : target);
  }
}

/** What the package's own name leads to, as far as it matters here. */
const ownExports: Record<string, string> = {
  mocks: 'mocks/msw/index.ts',
  msw: 'generated/handlers.ts',
  http: 'mocks/http/server.ts',
  conformance: 'conformance/index.ts',
  jest: 'conformance/jest.ts',
};

function wayTo(
  from: string,
  isGoal: (path: string) => boolean,
  references: Map<string, string[]>,
): string[] | undefined {
  // The tests of the command run it, and so start the mock as it does.
  const mayStartTheMock = from === allowed.from || from.endsWith('.test.ts');
  const seen = new Set([from]);
  const ways: string[][] = [[from]];
  for (const way of ways) {
    const last = way.at(-1) ?? from;
    for (const next of references.get(last) ?? []) {
      if (seen.has(next) || (mayStartTheMock && last === allowed.from && next === allowed.to)) continue;
      seen.add(next);
      if (isGoal(next)) return [...way, next];
      ways.push([...way, next]);
    }
  }
  return undefined;
}

/** The modules below some folders of the project. */
export function readModules(folders: string[]): Modules {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const code = paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  return Object.fromEntries(code.map((path) => [path, readFileSync(path, 'utf8')]));
}
