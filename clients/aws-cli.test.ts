// The AWS CLI, version 1 or 2, against swf-mock: what its reference pages of the two operations say, done.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { aws, awsCli, found } from './aws-cli.ts';
import { describeClient } from './behaviour.ts';
import { theTwo } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'swf-aws-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

if (found === undefined) test.skip('AWS CLI: not on this machine', () => {});
else
  describeClient(
    awsCli,
    theTwo.map(({ operation }) => operation),
    (mock) => {
      describe.each(theTwo)('the documented options of $operation', ({ operation, text, event }) => {
        const skeleton = `{\n    "taskToken": "",\n    "${text}": ""\n}\n`;

        test.each(['--generate-cli-skeleton', '--generate-cli-skeleton input'])(
          '%s prints an input to fill in',
          async (option) => {
            const { code, stdout } = await aws(operation, option.split(' '));
            expect({ code, stdout }).toEqual({ code: 0, stdout: skeleton });
          },
        );

        test('--generate-cli-skeleton output prints nothing, for there is no output, and sends nothing', async () => {
          const taskToken = await mock().openTask();
          const { code, stdout } = await aws(operation, [
            '--endpoint-url',
            mock().url,
            '--task-token',
            taskToken,
            '--generate-cli-skeleton',
            'output',
          ]);
          expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
          expect(await mock().callsFor(taskToken)).toEqual([]);
        });

        test('--cli-input-json takes a filled skeleton, from the command line or from a file', async () => {
          const filled = async () => {
            const taskToken = await mock().openTask();
            return {
              taskToken,
              json: JSON.stringify({ ...JSON.parse(skeleton), taskToken, [text]: 'été 完了' }),
            };
          };
          const direct = await filled();
          const inFile = await filled();
          const file = join(folder, `${operation}.json`);
          writeFileSync(file, inFile.json);
          for (const value of [direct.json, `file://${file}`]) {
            const args = ['--endpoint-url', mock().url, '--cli-input-json', value];
            expect(await aws(operation, args)).toMatchObject({ code: 0, stdout: '' });
          }
          for (const { taskToken } of [direct, inFile]) {
            expect(await mock().closingEvent(taskToken)).toMatchObject({
              eventType: event,
              [`a${event.slice(1)}EventAttributes`]: { [text]: 'été 完了' },
            });
          }
        });

        test('what is on the command line overrides --cli-input-json', async () => {
          const taskToken = await mock().openTask();
          const json = JSON.stringify({ taskToken, [text]: 'from the JSON' });
          await aws(operation, [
            '--endpoint-url',
            mock().url,
            '--cli-input-json',
            json,
            `--${text}`,
            'from the option',
          ]);
          expect((await mock().callsFor(taskToken)).map(({ input }) => input[text])).toEqual([
            'from the option',
          ]);
        });

        test('an error is told on stderr, with an exit code that is not 0', async () => {
          const args = ['--endpoint-url', mock().url, '--task-token', 'never-issued'];
          const { code, stdout, stderr } = await aws(operation, args);
          expect({ code, stdout }).toEqual({ code: expect.any(Number), stdout: '' });
          expect([254, 255]).toContain(code);
          expect(stderr).toContain(
            `An error occurred (UnknownResourceFault) when calling the ${operation} operation: Unknown activity`,
          );
        });
      });
    },
  );
