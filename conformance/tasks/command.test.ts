import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commandTasks } from './command.ts';
import { TaskUnavailable } from './source.ts';

const endpoint = new URL('http://127.0.0.1:8000/');
const wish = {
  caseId: 'completed/operation/accepted',
  state: 'open' as const,
  operations: ['RespondActivityTaskCompleted'],
};

const take = (command: string, timeoutMs = 10_000) => commandTasks(command, endpoint, timeoutMs).take(wish);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'task-token-command-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a task token command', () => {
  test('gives the last line that it prints', async () => {
    expect(await take('echo starting; echo TOKEN')).toEqual({ taskToken: 'TOKEN' });
    expect(await take("printf 'starting\\r\\n  TOK EN/+= \\r\\n\\n'")).toEqual({ taskToken: 'TOK EN/+=' });
    expect(await take("printf 'TOKEN'")).toEqual({ taskToken: 'TOKEN' });
  });

  test('is run by the shell, with the endpoint, the case and the state in its environment', async () => {
    expect(await take('echo "$SWF_ENDPOINT $SWF_CASE $SWF_TASK_STATE" | tr a-z A-Z')).toEqual({
      taskToken: 'HTTP://127.0.0.1:8000/ COMPLETED/OPERATION/ACCEPTED OPEN',
    });
  });

  test('is run anew for each task', async () => {
    const tasks = commandTasks(`echo x >> ${folder}/runs; wc -l < ${folder}/runs`, endpoint, 10_000);
    expect(await tasks.take(wish)).toEqual({ taskToken: '1' });
    expect(await tasks.take(wish)).toEqual({ taskToken: '2' });
  });

  test('has nothing to read, and does not wait for it', async () => {
    expect(await take('cat; echo TOKEN')).toEqual({ taskToken: 'TOKEN' });
  });

  test('that prints a long token and much besides is read whole', async () => {
    const { taskToken } = await take('yes noise | head -n 20000 >&2; yes A | head -n 1024 | tr -d "\\n"');
    expect(taskToken).toBe('A'.repeat(1024));
  });
});

describe('exit code 3', () => {
  test('says that the state cannot be made here, which is no error', async () => {
    const taken = take('echo no cancel requests here >&2; exit 3');
    await expect(taken).rejects.toThrow(TaskUnavailable);
    await expect(taken).rejects.toThrow('cannot make a task that is open (exit code 3)');
  });
});

describe('any other end is an error that shows what the command said', () => {
  test.each<[string, string, string]>([
    ['a failure', 'echo no such domain >&2; echo TOKEN; exit 1', 'ended with 1; stderr: no such domain'],
    ['a failure without a word', 'exit 17', 'ended with 17; it wrote nothing to stderr'],
    ['a command that is not there', 'no-such-command-anywhere', 'ended with 127; stderr: '],
    ['a signal', 'kill -9 $$', 'ended with SIGKILL'],
    ['no output', 'true', 'printed no token; it wrote nothing to stderr'],
    ['nothing but white space', "printf ' \\n\\n'; echo why >&2", 'printed no token; stderr: why'],
  ])('%s', async (_, command, message) => {
    const taken = take(command);
    await expect(taken).rejects.not.toBeInstanceOf(TaskUnavailable);
    await expect(taken).rejects.toThrow(message);
  });

  test('a flood of words is cut, its end kept', async () => {
    const error: Error = await take('yes noise | head -n 20000 >&2; echo the reason >&2; exit 1').catch(
      (e) => e,
    );
    expect(error.message.length).toBeLessThan(5000);
    expect(error.message).toContain('the reason');
  });
});

describe('a command that hangs', () => {
  /** Whether a process is there. One that has ended and that nobody has waited for is not. */
  const alive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync('/proc/self');
    }
  };

  test('is ended after its time, and what it started with it', async () => {
    const taken = take(`sh -c 'echo $$ > ${folder}/pid; exec sleep 60'; echo TOKEN`, 300);
    await expect(taken).rejects.toThrow('did not end within 300 ms');
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    for (let looks = 0; alive(pid) && looks < 100; looks += 1)
      await new Promise((done) => setTimeout(done, 10));
    expect(alive(pid)).toBe(false);
  });

  test('is not what leaves something running in the background', async () => {
    const started = performance.now();
    const { taskToken } = await take(`sleep 60 & echo $! > ${folder}/pid; echo TOKEN`);
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')));
    expect(taskToken).toBe('TOKEN');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('printing without end is ended early', async () => {
    await expect(take('yes')).rejects.toThrow('printed more than');
  });
});
