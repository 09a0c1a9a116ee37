// The requests that the reference shows are run as their readers run them, against a mock on a port.
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ServedSwfMock, serveSwfMock } from '../mocks/http/server.ts';
import { readContract } from '../scripts/contract/read.ts';
import { runCommand } from '../scripts/programs/run-command.ts';
import { type ReferencePage, readReference } from './reference.ts';

const root = resolve(import.meta.dirname, '..');
const programs: Record<string, string[]> = {
  curl: ['sh', '-ec'],
  JavaScript: [process.execPath, '--input-type=module', '-e'],
  Python: ['python3', '-c'],
  'AWS CLI': ['sh', '-ec'],
};

let mock: ServedSwfMock;
let pages: ReferencePage[];
beforeAll(async () => {
  mock = await serveSwfMock();
  pages = readReference(await readContract(join(root, 'spec/swf.openapi.yaml')));
});
afterAll(() => mock.close());

const sampleOf = ({ text }: ReferencePage, title: string) =>
  text.match(new RegExp(`<summary>${title}</summary>\\n\\n\`\`\`\\w+\\n([^\`]+)\`\`\``))?.[1] ?? '';

test.each(Object.keys(programs))('%s', async (title) => {
  const [program = '', ...args] = programs[title] ?? [];
  const needs = { Python: ['python3', '-c', 'import boto3'], 'AWS CLI': ['aws', '--version'] }[title];
  if (needs && (await isMissing(needs))) return;
  // Programs that start slowly run the simplest request and the one with an object in it.
  const some = needs ? ['RespondActivityTaskCompleted', 'PollForActivityTask'] : undefined;
  for (const page of pages.filter((each) => some?.includes(each.title) ?? true)) {
    mock.swf.reset();
    // A poll without a task would wait for one.
    if (page.title.startsWith('Poll')) mock.swf.schedule({ domain: 'billing', taskList: 'orders' });
    const code = sampleOf(page, title).replaceAll('http://127.0.0.1:8000', mock.url);
    const { code: exit, stderr } = await runCommand(program, [...args, code], { cwd: root });
    expect([page.title, exit, exit === 0 ? '' : stderr]).toEqual([page.title, 0, '']);
    expect(mock.swf.calls()).toMatchObject([{ operation: page.title, outcome: 'accepted' }]);
  }
});

test('Go is formatted as gofmt does', async () => {
  if (await isMissing(['gofmt', '-l', '/dev/null'])) return;
  for (const page of pages) {
    const code = sampleOf(page, 'Go');
    expect(await runCommand('gofmt', [], { input: code })).toEqual({ code: 0, stdout: code, stderr: '' });
  }
});

async function isMissing([program = '', ...args]: string[]): Promise<boolean> {
  const { code } = await runCommand(program, args).catch(() => ({ code: undefined }));
  if (code === 0) return false;
  console.warn(`${program} is not on this machine, or has not what it needs; its requests are not run.`);
  return true;
}
