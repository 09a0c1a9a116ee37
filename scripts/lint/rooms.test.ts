// Dependencies run one way (CONTRIBUTING.md).
import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readModules } from './imports.ts';
import { arrowsBack } from './rooms.ts';

const folders = ['clients', 'conformance', 'docs', 'generated', 'mocks', 'proof', 'scripts', 'site'];
const modules = readModules(folders);

test('no module uses one that comes after it', () => {
  expect(arrowsBack(modules)).toEqual([]);
});

test.each([
  ['a room that comes later', 'conformance/run/run.ts', "import '../../scripts/exit-code.ts';"],
  [
    'the other of the two rooms that are apart',
    'mocks/core/mock.ts',
    "import '../../conformance/run/run.ts';",
  ],
  ['a folder that comes later in its room', 'conformance/judge/verdict.ts', "import '../report/tally.ts';"],
  ['what stands on the top of its room', 'conformance/run/run.ts', "import '../index.ts';"],
])('one that uses %s is found', (_, from, text) => {
  expect(arrowsBack({ ...modules, [from]: text }).map((arrow) => arrow.from)).toEqual([from]);
});

test.each(['conformance', 'mocks'])('there are no more than a dozen files on the top of %s/', (room) => {
  const files = readdirSync(room, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeLessThanOrEqual(12);
});
