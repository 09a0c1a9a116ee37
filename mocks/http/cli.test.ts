import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { completedHead, talk } from '../../proof/hostile-requests/raw.ts';
import { serveSwfMock } from './server.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'swf-mock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Starts swf-mock; `url` comes with its first line, `ended` with its exit. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, NO_COLOR: '1' } });
  running.push(child);
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
      if (output.stdout.includes('\n')) resolve(output.stdout.split('\n')[0] ?? '');
    });
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...output }));
  });
  return { child, url, ended };
}

const call = (url: string, input: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted' },
    body: JSON.stringify(input),
  });

describe('swf-mock', () => {
  test('prints its URL first, answers, and stops with exit code 0', async () => {
    const { child, url, ended } = start('--port', '0', '--log', 'silent');
    expect(await url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await call(await url, { taskToken: 'X' })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, stdout: `${await url}\n`, stderr: '' });
  });

  test('stops with exit code 0 when a signal comes as soon as its URL has been read', async () => {
    const hook = join(folder, 'signal.mjs');
    writeFileSync(
      hook,
      `const write = process.stdout.write.bind(process.stdout);
       process.stdout.write = (...args) => { const more = write(...args); process.kill(process.pid, 'SIGTERM'); return more; };`,
    );
    const child = spawn(process.execPath, ['--import', hook, cli, '--port', '0']);
    running.push(child);
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
      child.on('close', (...how) => resolve(how));
    });
    expect({ code, signal }).toEqual({ code: 0, signal: null });
  });

  test('stops on Ctrl-C although connections are open', async () => {
    const { child, url, ended } = start('--port', '0');
    await call(await url, { taskToken: 'X' });
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  test('stops although nobody reads its log, and drops what does not fit', async () => {
    const { child, url, ended } = start('--port', '0', '--log', 'json');
    child.stderr.pause();
    // More than a pipe holds, and than the mock keeps for a reader that is slow.
    const result = 'x'.repeat(32_768);
    for (let index = 0; index < 60; index += 1) await call(await url, { taskToken: `${index}`, result });
    child.kill('SIGTERM');
    await once(child, 'exit');
    child.stderr.resume();
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr.length).toBeLessThan(60 * result.length);
  });

  test('is not disturbed by a reader of its help who has seen enough', async () => {
    const { stderr } = await promisify(execFile)('sh', [
      '-c',
      `{ '${process.execPath}' '${cli}' --help; echo $? >&2; } | true`,
    ]);
    expect(stderr).toBe('0\n');
  });

  test('stops at once although polls are held, which are answered without a task', async () => {
    const { child, url, ended } = start('--port', '0', '--log', 'silent', '--max-polls', '2');
    const poll = async () => {
      const response = await fetch(await url, {
        method: 'POST',
        headers: { 'X-Amz-Target': 'SimpleWorkflowService.PollForActivityTask' },
        body: JSON.stringify({ domain: 'default', taskList: { name: 'orders' } }),
      });
      return response.text();
    };
    await url;
    const polls = [poll(), poll(), poll()];
    expect(await Promise.race(polls)).toMatch(/LimitExceededFault/);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    const idle = '{"taskToken":"","startedEventId":0}';
    expect((await Promise.all(polls)).filter((text) => text === idle)).toHaveLength(2);
  });

  test('passes its options on', async () => {
    const access = join(folder, 'access.json');
    writeFileSync(
      access,
      JSON.stringify({ '*': { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } } }),
    );
    const options = ['--tasks', 'declared', '--seed', '7', '--region', 'eu-west-1', '--access', access];
    const { url } = start(
      '--port',
      '0',
      ...options,
      '--control-key',
      'key',
      '--cors',
      '*',
      '--log',
      'silent',
    );
    const headers = { 'X-Swf-Mock-Key': 'key' };
    const task = await (await fetch(`${await url}/_swf-mock/tasks`, { method: 'POST', headers })).json();
    expect(task.region).toBe('eu-west-1');
    const denied = await call(await url, task);
    expect(await denied.text()).toMatch(/OperationNotPermittedFault/);
    expect(denied.headers.get('access-control-allow-origin')).toBe('*');
    expect(await (await fetch(`${await url}/_swf-mock/`, { headers })).json()).toMatchObject({
      tasks: 'declared',
    });
    const again = await serveSwfMock({ seed: '7' });
    expect(task.taskToken).toBe(again.swf.openTask().taskToken);
    await again.close();
  });

  test('takes the control key from the environment, where other users do not see it', async () => {
    process.env.SWF_MOCK_CONTROL_KEY = 'key';
    const { url } = start('--port', '0', '--log', 'silent');
    delete process.env.SWF_MOCK_CONTROL_KEY;
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${await url}/_swf-mock/`, { headers })).status;
    expect([await status({}), await status({ 'X-Swf-Mock-Key': 'key' })]).toEqual([403, 200]);
  });

  test('remembers as much, and waits as long, as its options say', async () => {
    const { url } = start('--port', '0', '--max-tasks', '2', '--max-calls', '1', '--request-timeout', '0.1');
    for (const taskToken of ['A', 'B', 'C']) await call(await url, { taskToken });
    const listed = async (what: string) => (await fetch(`${await url}/_swf-mock/${what}`)).json();
    expect((await listed('calls')).calls).toMatchObject([{ input: { taskToken: 'C' } }]);
    expect((await listed('tasks')).tasks).toHaveLength(2);
    const slow = await talk(await url, [completedHead('Content-Length: 17')]);
    expect([slow.answers.map(({ status }) => status), slow.ended]).toEqual([[408], 'answered']);
  });

  test.each([
    [
      'pretty',
      /^\d\d:\d\d:\d\d\.\d{3} RespondActivityTaskCompleted ValidationException us-east-1 .*1 validation error/,
    ],
    ['json', /^\{"operation":"RespondActivityTaskCompleted".*"outcome":"ValidationException"/],
  ])('logs calls as %s, one line each', async (format, line) => {
    const { child, url, ended } = start('--port', '0', '--log', format);
    await call(await url, { taskToken: 'x\n'.repeat(1_000) });
    child.kill('SIGTERM');
    const { stderr } = await ended;
    expect(stderr).toMatch(line);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  test('has no control API with --no-control', async () => {
    const { url } = start('--port', '0', '--no-control', '--log', 'silent');
    expect((await fetch(`${await url}/_swf-mock/`)).status).toBe(400);
  });

  const misuse: [string, string[], RegExp][] = [
    ['an unknown option', ['--prot', '1'], /unknown option '--prot'/],
    ['a host that is empty', ['--host', ''], /the host is empty, so that everybody could connect/],
    ['a port that is none', ['--port', '70000'], /A port is a number from 0 to 65535/],
    ['a mode that does not exist', ['--tasks', 'some'], /Allowed choices are any, declared/],
    ['an empty key', ['--port', '0', '--control-key', ''], /swf-mock: the control key is empty/],
    ['a page in place of an origin', ['--port', '0', '--cors', 'http://page.test/'], /is no origin/],
    ['a limit of nothing', ['--max-tasks', '0'], /A whole number from 1 is needed/],
    ['a timeout that is none', ['--idle-timeout', 'soon'], /A number of seconds above 0 is needed/],
    ['an argument', ['8000'], /too many arguments/],
    ['a file that is not there', ['--access', '/nowhere.json'], /swf-mock: --access \/nowhere\.json: ENOENT/],
  ];
  test.each(misuse)('exits with 2 on %s, and names it', async (_, args, why) => {
    const { code, stdout, stderr } = await start(...args).ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test('exits with 2 on a policy that cannot work, and says why', async () => {
    const access = join(folder, 'wrong.json');
    writeFileSync(
      access,
      JSON.stringify({ AKID: { Statement: { Effect: 'Allow', Action: 'x', Resource: '*' } } }),
    );
    const { code, stderr } = await start('--port', '0', '--access', access).ended;
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^swf-mock: access: AKID, statement 1: "x" is no Action/),
    ]);
  });

  test('exits with 2 when the port is taken, and says what to do', async () => {
    const taken = await serveSwfMock();
    const { code, stderr } = await start('--port', new URL(taken.url).port).ended;
    await taken.close();
    expect([code, stderr]).toEqual([2, expect.stringMatching(/is taken; choose another, or --port 0/)]);
  });

  test('tells its version and its options', async () => {
    expect(await start('--version').ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await start('--help').ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/--control-key/),
    });
  });
});
