// The composite action, its shell steps executed as a job would: with the inputs filled in, the files of GITHUB_* in
// place, and the packed package installed by npm.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type ServedSwfMock, serveSwfMock } from '../mocks/http/server.ts';
import { pack } from '../scripts/programs/packed.ts';
import { runCommand } from '../scripts/programs/run-command.ts';

type Step = { name: string; id?: string; uses?: string; run?: string; env?: Record<string, string> };
type Action = {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
};

const root = resolve(import.meta.dirname, '..');
const text = readFileSync(join(root, 'action.yml'), 'utf8');
const action: Action = parse(text);

const folder = mkdtempSync(join(tmpdir(), 'swf-action-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('action.yml', () => {
  test('documents every input, and gives each a default or requires it', () => {
    for (const [name, { description, required, default: given }] of Object.entries(action.inputs)) {
      expect([name, description.length > 10, required ?? given !== undefined]).toEqual([name, true, true]);
    }
  });

  test('uses every input, and no other', () => {
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('writes nothing of an input into a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });
});

type Job = {
  code: number;
  stdout: string;
  stderr: string;
  summary: string;
  outputs: Record<string, string>;
};

describe('a job with the action', () => {
  let tarball: string;
  let served: ServedSwfMock;
  beforeAll(async () => {
    tarball = await pack(folder);
    served = await serveSwfMock({ tasks: 'declared' });
  }, 300_000);
  afterAll(() => served?.close());

  let count = 0;
  let temp: string;
  beforeEach(() => {
    count += 1;
    temp = join(folder, `job-${count}`);
    mkdirSync(temp);
  });

  /** Runs the shell steps in their order; after one that failed no other is run. */
  async function job(
    inputs: Record<string, string>,
    { own = root, temporary = folder }: { own?: string; temporary?: string } = {},
  ): Promise<Job> {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    const given: Record<string, string> = { ...Object.fromEntries(defaults), package: tarball, ...inputs };
    const steps: Record<string, Record<string, string>> = {};
    const summaryFile = join(temp, 'summary.md');
    writeFileSync(summaryFile, '');
    const filled = (template: string) =>
      template.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, path: string) => {
        const [context, ...rest] = path.split('.');
        if (context === 'inputs') return given[rest[0] ?? ''] ?? '';
        if (context === 'steps') return steps[rest[0] ?? '']?.[rest[2] ?? ''] ?? '';
        // One for all jobs of this test, so that npm installs once.
        if (path === 'runner.temp') return temporary;
        if (path === 'github.action_path') return own;
        throw new Error(`the test does not know ${path}`);
      });
    let stdout = '';
    let stderr = '';
    let code = 0;
    for (const [index, { id, run, env = {} }] of action.runs.steps.entries()) {
      if (run === undefined) continue;
      const script = join(temp, `${index}.sh`);
      const output = join(temp, `${index}.out`);
      writeFileSync(script, run);
      writeFileSync(output, '');
      const finished = await bash(script, temp, {
        ...process.env,
        // The Node of this test, where a job has that of its runner.
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        npm_config_prefer_offline: 'true',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summaryFile,
        ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
      });
      stdout += finished.stdout;
      stderr += finished.stderr;
      if (id) steps[id] = readOutputs(output);
      code = finished.code ?? -1;
      if (code !== 0) break;
    }
    const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value)]);
    return {
      code,
      stdout,
      stderr,
      summary: readFileSync(summaryFile, 'utf8'),
      outputs: Object.fromEntries(outputs),
    };
  }

  test('succeeds for an endpoint that conforms, and leaves summary, outputs and reports', async () => {
    const { code, summary, outputs } = await job({ endpoint: served.url, arrange: 'control' });
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ 'exit-code': '0', failed: '0' });
    expect(Number(outputs.passed)).toBeGreaterThan(200);
    expect(summary).toContain('conforms');
    const report = JSON.parse(readFileSync(join(outputs.reports ?? '', 'report.json'), 'utf8'));
    expect(report.target.endpoint).toBe(`${served.url}/`);
    for (const file of ['report.xml', 'report.html']) {
      expect(readFileSync(join(outputs.reports ?? '', file), 'utf8')).toContain(
        'completed/operation/accepted',
      );
    }
  });

  test('fails for an endpoint that deviates, with annotations after the report', async () => {
    served.swf.on('RespondActivityTaskCompleted').replies({ status: 404, body: 'lost\n::error::planted' });
    const { code, stdout, summary, outputs } = await job({
      endpoint: served.url,
      arrange: 'control',
      only: 'completed/operation/*\ncompleted/target/*',
      skip: 'completed/target/missing',
    });
    served.swf.reset();
    expect({ code, exitCode: outputs['exit-code'] }).toEqual({ code: 1, exitCode: '1' });
    expect(summary).toContain('completed/operation/accepted');
    expect(summary).not.toContain('completed/target/missing');
    // Whatever the endpoint says is printed while commands are stopped.
    const [, stopped = ''] = /^::stop-commands::(stop-\d+)$/m.exec(stdout) ?? [];
    const [, resumed = ''] = stdout.split(`\n::${stopped}::\n`);
    expect(resumed).toMatch(/^::error .*completed\/operation\/accepted/m);
    expect(resumed).not.toMatch(/^::error::planted/m);
  });

  test('shows no annotations when they are not wanted', async () => {
    const { stdout } = await job({ endpoint: served.url, arrange: 'control', annotations: 'false' });
    expect(stdout).not.toMatch(/^::(error|warning|notice)/m);
  });

  test('waits for an endpoint as long as it is told to, then says that it cannot be reached', async () => {
    const started = Date.now();
    const { code, stderr, outputs } = await job({ endpoint: 'http://127.0.0.1:1', wait: '1' });
    expect({ code, outputs }).toMatchObject({ code: 3, outputs: { 'exit-code': '3', passed: '' } });
    expect(stderr).toContain('nothing can be reached at http://127.0.0.1:1/');
    expect(Date.now() - started).toBeGreaterThan(1000);
  });

  test.each<[string, (socket: Socket, url: string) => void]>([
    ['closes connections', (socket) => socket.destroy()],
    ['answers 503', (socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n')],
  ])('waits while the endpoint %s', async (_, notYet) => {
    let count = 0;
    const endpoint = createServer((socket) => {
      socket.on('error', () => {});
      count += 1;
      if (count < 3) return socket.once('data', () => notYet(socket, served.url));
      const onward = connect(Number(new URL(served.url).port), '127.0.0.1');
      onward.on('error', () => {});
      return socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const { port } = endpoint.address() as { port: number };
    const { code, outputs } = await job({
      endpoint: `http://127.0.0.1:${port}`,
      arrange: 'control',
      only: 'completed/operation/*',
    });
    endpoint.close();
    expect({ code, outputs }).toMatchObject({ code: 0, outputs: { 'exit-code': '0' } });
  });

  test.each(['30s', '', '1.5'])('refuses to wait for %j', async (wait) => {
    const { code, stderr } = await job({ endpoint: served.url, wait });
    expect(code).toBe(2);
    expect(stderr).toContain(`wait: '${wait}' is not a whole number of seconds`);
  });

  test('hands the other options on', async () => {
    const { code, outputs } = await job({
      endpoint: served.url,
      arrange: 'control',
      only: 'completed/operation/*\ncompleted/lifecycle/closed-after-restart',
      fuzz: '3',
      seed: '7',
      repeat: '2',
      shard: '1/1',
      timeout: '4000',
      concurrency: '2',
      'restart-command': 'true',
    });
    expect(code).toBe(0);
    const report = JSON.parse(readFileSync(join(outputs.reports ?? '', 'report.json'), 'utf8'));
    const verdicts = new Map(
      report.results.map(({ id, reason }: { id: string; reason: string }) => [id, reason]),
    );
    expect(verdicts.get('completed/fuzz/valid')).toBe('3 valid inputs, seed 7');
    expect(verdicts.get('completed/lifecycle/closed-after-restart')).toContain(
      'that the run closed was open',
    );
  });

  test('is built from its own files where npm does not have its version', async () => {
    const own = join(temp, 'own');
    mkdirSync(own);
    const bin = { 'swf-conformance': 'main.js' };
    const about = { name: 'swf-contract-that-nobody-published', version: '9.9.9', bin, files: ['main.js'] };
    writeFileSync(
      join(own, 'package.json'),
      JSON.stringify({ ...about, scripts: { build: 'cp source.js main.js' } }),
    );
    writeFileSync(
      join(own, 'package-lock.json'),
      JSON.stringify({ ...about, lockfileVersion: 3, packages: { '': about } }),
    );
    writeFileSync(
      join(own, 'source.js'),
      '#!/usr/bin/env node\nconsole.log("built here"); process.exit(1);\n',
    );
    const { code, stdout } = await job({ endpoint: served.url, package: '' }, { own, temporary: temp });
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('built here') });
  });

  test('takes what is in its inputs for text, not for shell', async () => {
    const planted = join(temp, 'planted');
    const { code, stderr } = await job({ endpoint: `$(touch ${planted})`, only: `"; touch ${planted}; "` });
    expect(code).toBe(2);
    expect(stderr).toContain('is not an http or https URL');
    expect(() => readFileSync(planted)).toThrow(/ENOENT/);
  });
});

/** As GitHub runs a step with `shell: bash`. */
const bash = (script: string, cwd: string, env: NodeJS.ProcessEnv) =>
  runCommand('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd, env });

function readOutputs(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return Object.fromEntries(lines.map((line) => [line.split('=')[0], line.split('=').slice(1).join('=')]));
}
