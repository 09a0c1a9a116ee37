// Every measurement can be made. What they give on a busy machine is nothing to be tested.
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { runCommand } from '../../scripts/programs/run-command.ts';

const bench = (...args: string[]) =>
  runCommand(process.execPath, [resolve(import.meta.dirname, 'main.ts'), ...args]);

test.each([['bundle'], ['memory', '1000'], ['msw', '1'], ['runner', '1', '2'], ['throughput', '0.05']])(
  '%s prints a table of what it measured',
  async (...args) => {
    const { code, stdout, stderr } = await bench(...args);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\| .+ \|\n\| -+:? .+ \|\n\| .+ \|$/m);
    expect(stdout).not.toMatch(/NaN|undefined/);
  },
);

test('without a file of its name there is no measurement, and the others are named', async () => {
  const { code, stderr } = await bench('speed');
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/there is no "speed"; there are bundle, .*throughput/),
  ]);
});

test('the list has all of them, and says which are run only by name', async () => {
  const { code, stdout } = await bench('--list');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/mutants +\* whether .*\n.*ready +m/s)]);
});
