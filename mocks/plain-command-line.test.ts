// Two parsers read the command line of swf-mock; what the quick one takes, it takes as commander does.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { readCommandLine } from './command-line.ts';
import { readPlainly } from './plain-command-line.ts';

// commander tells what is wrong.
beforeAll(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => {
  jest.restoreAllMocks();
});

const flags = [
  '--port',
  '--host',
  '--tasks',
  '--access',
  '--seed',
  '--region',
  '--cors',
  '--log',
  '--no-control',
  '--control-key',
];
const values = [
  '0',
  '8080',
  '70000',
  '',
  '-1',
  'any',
  'declared',
  'json',
  'silent',
  '127.0.0.1',
  'a b',
  '*',
  '--',
];

const flag = fc.constantFrom(...flags);
const value = fc.constantFrom(...values);
/** A flag and its value, in one word or two; now and then one of them alone, or a slip of the pen. */
const words = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(flag, value).map(([name, text]) => [name, text]) },
  { weight: 3, arbitrary: fc.tuple(flag, value).map(([name, text]) => [`${name}=${text}`]) },
  { weight: 2, arbitrary: fc.constant(['--no-control']) },
  { weight: 1, arbitrary: flag.map((name) => [name]) },
  { weight: 1, arbitrary: value.map((text) => [text]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(['--prot', '1'], ['--help'], ['-V'], ['--engine', 'core'], ['--control']),
  },
);

describe('a command line that is read quickly', () => {
  test('means what it means to commander', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 4 }), (parts) => {
        const args = parts.flat();
        const plain = readPlainly(args);
        if (plain) expect(plain).toEqual(valuesOf(args));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    [[]],
    [['--port', '0']],
    [['--port=0', '--log', 'silent', '--no-control']],
    [['--tasks', 'declared', '--seed', '7', '--region', 'eu-west-1', '--access', 'a.json', '--host', '::1']],
    [['--cors', '*', '--control-key', 'key']],
  ])('is what people write to start the mock: %j', (args: string[]) => {
    expect(readPlainly(args)).toEqual(valuesOf(args));
  });

  test.each([
    [['--help']],
    [['--version']],
    [['--prot', '1']],
    [['--port', 'x']],
    [['8000']],
    [['--tasks', 'some']],
  ])('is not %j, about which commander has something to say', (args: string[]) => {
    expect(readPlainly(args)).toBeUndefined();
  });
});

function valuesOf(args: string[]) {
  const read = readCommandLine(args);
  return 'values' in read ? read.values : read;
}
