// mocks/ and conformance/ never import each other (docs/decisions/0001-mocks-and-conformance-apart.md).
import { describe, expect, test } from '@jest/globals';
import { bridges, readModules, referencesOf } from './imports.ts';

const modules = readModules(['mocks', 'conformance', 'generated', 'scripts']);

test('nothing leads from the mocks to the runner or back, but the command that starts the mock', () => {
  expect(bridges(modules)).toEqual([]);
});

test('neither of them uses scripts/, which may use both', () => {
  const users = Object.entries(modules).filter(
    ([path, text]) =>
      /^(mocks|conformance)\//.test(path) &&
      !path.endsWith('.test.ts') &&
      referencesOf(path, text, modules).some((target) => target.startsWith('scripts/')),
  );
  expect(users.map(([path]) => path)).toEqual([]);
});

describe('a bridge is found', () => {
  const mock = { 'mocks/http/server.ts': '', 'mocks/ledger.ts': '' };

  test.each([
    ['an import', "import { a } from '../mocks/ledger.ts';"],
    ['an import for its effects', "import '../mocks/ledger.ts';"],
    ['an import of a type', "import type { A } from '../mocks/ledger.ts';"],
    ['an export from', "export * from '../mocks/ledger.ts';"],
    ['a dynamic import', "await import('../mocks/ledger.ts');"],
    ['a dynamic import of a computed path', `const name = 'x'; await import(\`../mocks/\${name}.ts\`);`],
    ['a type that imports', "type A = import('../mocks/ledger.ts').A;"],
    ['a URL', "new URL('../mocks/ledger.ts', import.meta.url);"],
    ['the compiled name', "import '../mocks/ledger.js';"],
    ["the package's own name", "import 'swf-contract/mocks';"],
  ])('in %s', (_, text) => {
    expect(bridges({ ...mock, 'conformance/run.ts': text })).toHaveLength(1);
  });

  test('in the other direction', () => {
    const found = bridges({
      'mocks/answer.ts': "import '../conformance/outcome.ts';",
      'conformance/outcome.ts': '',
    });
    expect(found).toEqual([
      {
        from: 'mocks/answer.ts',
        to: 'conformance/outcome.ts',
        via: ['mocks/answer.ts', 'conformance/outcome.ts'],
      },
    ]);
  });

  test('through generated code', () => {
    const found = bridges({
      ...mock,
      'conformance/run.ts': "import '../generated/handlers.ts';",
      'generated/handlers.ts': "import '../mocks/ledger.ts';",
    });
    expect(found[0]?.via).toEqual(['conformance/run.ts', 'generated/handlers.ts', 'mocks/ledger.ts']);
  });

  test('when a module uses the command', () => {
    const found = bridges({
      ...mock,
      'conformance/cli.ts': "await import('../mocks/http/server.ts');",
      'conformance/run.ts': "import './cli.ts';",
    });
    expect(found.map(({ from }) => from)).toEqual(['conformance/run.ts']);
  });

  test("when the command takes another way than the mock's public face", () => {
    expect(bridges({ ...mock, 'conformance/cli.ts': "import '../mocks/ledger.ts';" })).toHaveLength(1);
  });
});

test('the command may start the mock, and its tests may run the command', () => {
  const found = bridges({
    'mocks/http/server.ts': '',
    'conformance/cli.ts': "await import('../mocks/http/server.ts');",
    'conformance/cli.test.ts': "new URL('./cli.ts', import.meta.url);",
  });
  expect(found).toEqual([]);
});
