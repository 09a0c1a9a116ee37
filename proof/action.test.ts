// The composite action, its shell steps executed as a job would: with the inputs filled in, the files of GITHUB_* in
// place, and the packed package installed by npm.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { type ServedSwfMock, serveSwfMock } from '../mocks/http/server.ts';
import { pack } from '../scripts/programs/packed.ts';
import { runCommand } from '../scripts/programs/run-command.ts';

jest.setTimeout(120_000);

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

  test('installs this version of the package', () => {
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(action.inputs.package?.default).toBe(`${name}@${version}`);
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
  async function job(inputs: Record<string, string>): Promise<Job> {
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
        if (path === 'runner.temp') return folder;
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

  test('takes what is in its inputs for text, not for shell', async () => {
    const planted = join(temp, 'planted');
    const { code, stderr } = await job({ endpoint: `$(touch ${planted})`, only: `"; touch ${planted}; "` });
    expect(code).toBe(2);
    expect(stderr).toContain('is no URL of http or https');
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
