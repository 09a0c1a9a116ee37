// The clients that are programs of other languages, each where the machine has its language and its package is to be had.
import { test } from '@jest/globals';
import { describeClient } from './behaviour.ts';
import { operationNames } from './client.ts';
import { startProgram } from './program.ts';
import { programs } from './programs.ts';

for (const [needs, find] of Object.entries(programs)) {
  const program = await find();
  if (program) describeClient(startProgram(program), operationNames);
  else {
    console.warn(`Skipped, because this machine lacks it: ${needs}.`);
    test.skip(`${needs}: not on this machine`, () => {});
  }
}
