// What the command refuses before it does anything.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { closedAfterEach, emptyFolder } from '../fixtures/closing.ts';
import { commandLine } from '../fixtures/command-line.ts';
import { type Fault, serveService } from '../fixtures/service.ts';
import { head, serveAnswer } from '../fixtures/socket.ts';

const { run } = commandLine(new URL('../cli.ts', import.meta.url));
const keep = closedAfterEach();
const serve = async (fault?: Fault) => keep(await serveService(fault));
const one = ['--only', 'completed/operation/known'];
const stackTrace = /\n\s+at /;

let folder: string;
beforeEach(async () => {
  folder = await emptyFolder(keep);
});

describe('exit code 2', () => {
  test.each<[string[], string]>([
    [['--no-such-option'], "unknown option '--no-such-option'"],
    [['run', '--endpiont', 'x'], "unknown option '--endpiont'"],
    [['no-such-command'], 'no-such-command'],
    [['--only', 'nothing/*'], '--only matched no case: "nothing/*"'],
    [['--only', ''], '--only matched no case: ""'],
    [['--skip', '**'], 'no case is selected'],
    [['--shard', '5/4'], 'There is no part 5 of 4'],
    [['--region', ''], 'a name such as us-east-1'],
    [['--shard', '0/4'], 'Give it as I/N'],
    [['--level', 'most'], "'most' is invalid"],
    [['--timeout', '0'], 'a whole number'],
    [['--timeout', '99999999999'], 'a whole number'],
    [['--concurrency', 'many'], 'a whole number'],
    [['--fuzz', '-1'], 'a whole number'],
    [['--seed', '17'], '--fuzz'],
    [['--report', 'pdf'], 'unknown format "pdf"'],
    [['--report', 'json', '--report', 'tap'], 'cannot both go to stdout'],
    [['--report', 'json=/no/such/folder/report.json'], '/no/such/folder/report.json'],
    [['--expected-failures', '/no/such/file.yaml'], '/no/such/file.yaml cannot be read'],
    [['--endpoint', '127.0.0.1:8000'], 'write it like http://127.0.0.1:8000'],
    [['--endpoint', 'http://u:p@127.0.0.1/'], 'has credentials in its URL'],
    [['--credentials', 'env'], 'AWS_ACCESS_KEY_ID'],
    [['--denied-credentials', 'OTHER'], 'env:PREFIX'],
    [['--denied-credentials', 'env:OTHER'], 'OTHER_ACCESS_KEY_ID'],
    [['--task-token-command', ' '], '--task-token-command is empty'],
    [['--task-token-command', 'x', '--arrange', 'swf'], 'use only one of them'],
    [['show', 'completed/no-such-case'], 'no case "completed/no-such-case"'],
    [['list', '--only', 'nothing/*'], '--only matched no case'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^swf-conformance: /);
    expect(stderr).not.toMatch(stackTrace);
  });

  test('the real service without --live is refused, and nothing is connected to', async () => {
    const trap = join(folder, 'trap.mjs');
    await writeFile(
      trap,
      `import net from 'node:net'; import dns from 'node:dns';
       for (const [owner, name] of [[net.Socket.prototype, 'connect'], [dns, 'lookup']])
         owner[name] = () => { console.error('CONNECTED'); process.exit(99); };`,
    );
    const hosts = [
      'swf.us-east-1.amazonaws.com',
      'SWF.EU-WEST-1.AMAZONAWS.COM',
      'swf.us-east-1.amazonaws.com.',
    ];
    for (const host of hosts) {
      const { code, stderr } = await run([...one, '--endpoint', `https://${host}/`], {
        NODE_OPTIONS: `--import ${trap}`,
      });
      expect({ code, connected: stderr.includes('CONNECTED') }).toEqual({ code: 2, connected: false });
      expect(stderr).toContain('add --live');
    }
    const live = await run([...one, '--live', '--endpoint', 'https://swf.us-east-1.amazonaws.com/'], {
      NODE_OPTIONS: `--import ${trap}`,
    });
    expect(live.code).toBe(99);
  });

  test('nothing could be tested', async () => {
    const { code, stdout } = await run([
      '--endpoint',
      (await serve()).url,
      '--only',
      'completed/operation/accepted',
    ]);
    expect(code).toBe(2);
    expect(stdout).toContain('--task-token-command');
  });

  test('what the endpoint says in place of the control API drives no terminal', async () => {
    const endpoint = keep(
      await serveAnswer(head('404 Not Found', 'Content-Length: 11'), '\u001b[2J\u001b]0;a\u0007b'),
    );
    const { code, stderr } = await run(['--endpoint', endpoint.url.href, '--arrange', 'control']);
    expect(code).toBe(2);
    expect(stderr).toContain('responded with 404 (\\u001b[2J\\u001b]0;a\\u0007b)');
    expect(stderr.trimEnd()).not.toMatch(/\p{Cc}/u);
  });

  test('the control API is not there', async () => {
    const { url } = await serve();
    const { code, stderr } = await run([...one, '--endpoint', url, '--arrange', 'control']);
    expect(code).toBe(2);
    expect(stderr).toContain('_swf-mock');
  });
});
