// Editors show the comment above a name to whoever writes it: everything that the package exports for mocks has one, and
// so has each of its members. Read from the syntax, without the types.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

const mocks = resolve(import.meta.dirname, '..');
const faces = ['msw/index.ts', 'http/server.ts', 'matchers/matchers.ts'].map((face) => join(mocks, face));

const parsed = new Map<string, ts.SourceFile>();
function parse(file: string): ts.SourceFile {
  const source =
    parsed.get(file) ?? ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

type Exported = { name: string; file: string };

/** What a module exports, and where that is declared. */
function exportsOf(file: string): Exported[] {
  return parse(file).statements.flatMap((statement): Exported[] => {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      return statement.exportClause.elements.map(({ name }) => ({
        name: name.text,
        file: resolve(dirname(file), from),
      }));
    }
    return isExported(statement) ? namesOf(statement).map((name) => ({ name, file })) : [];
  });
}

const isExported = (node: ts.Statement) =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.DeclarationStatement;
  return name ? [name.getText()] : [];
}

/** What has no comment of an exported name: itself, or members, also those of members. */
function silentIn({ name, file }: Exported): string[] {
  const statement = parse(file).statements.find((each) => namesOf(each).includes(name));
  if (!statement) return [`${name} is not declared in ${file}`];
  const silent = isSilent(statement) ? [name] : [];
  const visit = (node: ts.Node, path: string): void => {
    if (ts.isFunctionLike(node) && !ts.isMethodSignature(node)) return;
    const isMember = ts.isPropertySignature(node) || ts.isMethodSignature(node);
    const here = isMember ? `${path}.${node.name.getText()}` : path;
    if (isMember && isSilent(node)) silent.push(here);
    // What a member says of itself, it says of an object of one line, too.
    if (!isMember || !ts.isMethodSignature(node)) ts.forEachChild(node, (child) => visit(child, here));
  };
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) visit(statement, name);
  return silent;
}

// Of overloads, one is enough.
const isSilent = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).length === 0;

test('everything that is exported has a comment, and so has each of its members', () => {
  const silent = faces.flatMap(exportsOf).flatMap(silentIn);
  expect([...new Set(silent)]).toEqual([]);
});
