// The table of docs/contract.md, "Use it in other tools": each tool from npm is installed in the version that stands
// there, outside the checkout, and does what the table says.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ServedSwfMock, serveSwfMock } from '../../mocks/http/server.ts';
import { runCommand } from '../../scripts/programs/run-command.ts';

const root = resolve(import.meta.dirname, '../..');
const generated = join(root, 'generated');
const documents = readdirSync(generated)
  .filter((name) => /^openapi.*\.(json|yaml)$/.test(name))
  .map((name) => join(generated, name));

const table = readFileSync(join(root, 'docs/contract.md'), 'utf8').matchAll(
  /^\| \[`([^`]+)`\]\(https:\/\/www\.npmjs\.com[^)]*\) \| ([\d.]+) \|/gm,
);
const versions = new Map([...table].map(([, name = '', version = '']) => [name, version]));
/** Installed with the project already, in a version that package.json says. */
const own = ['@redocly/cli', '@stoplight/prism-cli', 'openapi-typescript'];
/** What some of the tools expect to be there. */
const peers = ['msw@2', 'express@5', 'typescript@5'];

const completed = 'SimpleWorkflowService.RespondActivityTaskCompleted';
const canceled = 'SimpleWorkflowService.RespondActivityTaskCanceled';

let folder: string;
let mock: ServedSwfMock;

beforeAll(async () => {
  mock = await serveSwfMock();
  folder = await mkdtemp(join(tmpdir(), 'swf-contract-tools-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const wanted = [...versions]
    .filter(([name]) => !own.includes(name))
    .map(([name, version]) => `${name}@${version}`);
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { code, stderr } = await runCommand('npm', ['install', ...options, ...wanted, ...peers], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`npm install failed: ${stderr}`);
  await symlink(generated, join(folder, 'generated'));
}, 300_000);

afterAll(async () => {
  await mock?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a module in the folder and returns the JSON that it prints last. */
async function run(code: string): Promise<unknown> {
  const file = join(folder, `${Math.random()}.mjs`);
  await writeFile(file, code);
  const { stdout, stderr } = await runCommand(process.execPath, [file], { cwd: folder, env: environment() });
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch {
    throw new Error(`${stdout}${stderr}`);
  }
}

/** Runs a program of the folder. */
const program = (name: string, ...args: string[]) =>
  runCommand(process.execPath, [join(folder, 'node_modules', name), ...args], {
    cwd: folder,
    env: environment(),
  });

/** What is in the environment for Jest is not for the tools. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...inherited } = process.env;
  return { ...inherited, SWF: mock.url, NO_COLOR: '1' };
}

/** Bundles what was generated, TypeScript in any dialect, into a module of the folder. */
async function bundle(entry: string, out: string): Promise<void> {
  const esbuild = join(root, 'node_modules/esbuild/bin/esbuild');
  const args = [
    entry,
    '--bundle',
    '--format=esm',
    '--platform=node',
    `--outfile=${out}`,
    '--log-level=error',
  ];
  const { code, stderr } = await runCommand(esbuild, args, { cwd: folder });
  if (code !== 0) throw new Error(stderr);
}

/** A generated client's call, and what it sent. */
const callOf = (client: string, call: string) => `
  const { respondActivityTaskCompleted } = await import('./${client}.mjs');
  let contentType;
  const { fetch } = globalThis;
  const send = (input, init) => {
    const request = new Request(new URL(input.url ?? input, process.env.SWF), init ?? input);
    contentType = request.headers.get('content-type');
    return fetch(request);
  };
  globalThis.fetch = send;
  const target = { 'X-Amz-Target': '${completed}' };
  const call = async (body) => { const answer = await ${call}; return (answer.response ?? answer).status; };
  const accepted = await call({ taskToken: 'a' + Math.random(), result: 'done' });
  const refused = await call({ taskToken: '' });
  console.log(JSON.stringify({ accepted, refused, contentType }));`;

const tools: Record<string, () => Promise<void>> = {
  '@apidevtools/swagger-parser': async () => {
    const findings = await run(`
      import SwaggerParser from '@apidevtools/swagger-parser';
      const findings = [];
      for (const file of ${JSON.stringify(documents)}) {
        await SwaggerParser.validate(file).catch((error) => findings.push(file + ': ' + error.message));
      }
      console.log(JSON.stringify(findings));`);
    expect(findings).toEqual([]);
  },

  '@stoplight/spectral-cli': async () => {
    await writeFile(join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]');
    const { code, stdout } = await program('@stoplight/spectral-cli/dist/index.js', 'lint', ...documents);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('(0 errors, ') });
  },

  'openapi-fetch': async () => {
    const answers = await run(`
      import createClient from 'openapi-fetch';
      const client = createClient({ baseUrl: process.env.SWF + '/' });
      const headers = { 'Content-Type': 'application/x-amz-json-1.0' };
      const params = { header: { 'X-Amz-Target': '${completed}' } };
      const call = async (body) => (await client.POST('/#X-Amz-Target=${completed}', {
        params, headers: { ...headers, ...params.header }, body,
      })).response.status;
      console.log(JSON.stringify([await call({ taskToken: 'openapi-fetch' }), await call({ taskToken: '' })]));`);
    expect(answers).toEqual([200, 400]);
  },

  orval: async () => {
    const config = {
      swf: { input: './generated/openapi.json', output: { target: 'orval/swf.ts', client: 'fetch' } },
    };
    await writeFile(join(folder, 'orval.config.mjs'), `export default ${JSON.stringify(config)}`);
    await program('orval/dist/bin/orval.mjs', '--config', 'orval.config.mjs');
    await bundle('orval/swf.ts', 'orval.mjs');
    expect(await run(callOf('orval', 'respondActivityTaskCompleted(body, { headers: target })'))).toEqual({
      accepted: 200,
      refused: 400,
      contentType: 'application/x-amz-json-1.0',
    });
  },

  '@hey-api/openapi-ts': async () => {
    const contentTypes: Record<string, string> = {
      'openapi.3.0.json': 'application/x-amz-json-1.0',
      'openapi.json': 'application/json; charset=UTF-8',
    };
    for (const [file, contentType] of Object.entries(contentTypes)) {
      const out = `hey-api-${file}`;
      await program(
        '@hey-api/openapi-ts/bin/run.js',
        '-i',
        join(generated, file),
        '-o',
        out,
        '-c',
        '@hey-api/client-fetch',
      );
      await bundle(`${out}/sdk.gen.ts`, `${out}.mjs`);
      const call =
        'respondActivityTaskCompleted({ baseUrl: process.env.SWF, fetch: send, headers: target, body })';
      expect(await run(callOf(out, call))).toEqual({ accepted: 200, refused: 400, contentType });
    }
  },

  '@mswjs/source': async () => {
    const answers = await run(`
      import { readFileSync } from 'node:fs';
      import { fromOpenApi } from '@mswjs/source/open-api';
      import { getResponse } from 'msw';
      const document = JSON.parse(readFileSync('generated/openapi.single-path.json', 'utf8'));
      const url = 'https://swf.us-east-1.amazonaws.com';
      const handlers = await fromOpenApi({ ...document, servers: [{ url }] });
      const answers = [];
      for (const query of ['', '?response=400']) {
        for (const target of ['${completed}', '${canceled}']) {
          const request = new Request(url + '/' + query, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' });
          const response = await getResponse(handlers, request);
          answers.push([response.status, await response.text()]);
        }
      }
      console.log(JSON.stringify(answers));`);
    const fault = [400, expect.stringContaining('#UnknownResourceFault"')];
    expect(answers).toEqual([[200, ''], [200, ''], fault, fault]);
  },

  'openapi-msw': async () => {
    const answers = await run(`
      import { getResponse } from 'msw';
      import { createOpenApiHttp } from 'openapi-msw';
      const url = 'https://swf.us-east-1.amazonaws.com';
      const http = createOpenApiHttp({ baseUrl: url });
      const of = (path) => http.post(path, () => new Response(path.match(/C\\w+$/)[0]));
      const ask = async (handlers, path) =>
        (await getResponse(handlers, new Request(url + path, { method: 'POST', body: '{}' }))).text();
      const fragments = [of('/#X-Amz-Target=${completed}'), of('/#X-Amz-Target=${canceled}')];
      const paths = [of('/RespondActivityTaskCompleted'), of('/RespondActivityTaskCanceled')];
      console.log(JSON.stringify([await ask(fragments, '/'), await ask(paths, '/RespondActivityTaskCanceled')]));`);
    expect(answers).toEqual(['Completed', 'Canceled']);

    const types = join(root, 'node_modules/openapi-typescript/bin/cli.js');
    const perPath = join(generated, 'openapi.per-path.json');
    await runCommand(process.execPath, [types, perPath, '-o', 'per-path.ts'], { cwd: folder });
    await writeFile(join(folder, 'handler.ts'), handlerWithTypes);
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--allowImportingTsExtensions',
      '--target',
      'es2022',
    ];
    const { stdout } = await program(
      'typescript/bin/tsc',
      ...options,
      '--moduleResolution',
      'bundler',
      '--module',
      'esnext',
      'handler.ts',
    );
    expect(stdout).toBe('');
  },

  'openapi-backend': async () => {
    const answers = await run(`
      import { readFileSync } from 'node:fs';
      import { OpenAPIBackend } from 'openapi-backend';
      const answers = [];
      for (const file of ${JSON.stringify(documents.filter((file) => file.endsWith('.json')))}) {
        const definition = JSON.parse(readFileSync(file, 'utf8'));
        const api = new OpenAPIBackend({ definition, strict: true });
        await api.init();
        if (!file.endsWith('per-path.json')) continue;
        api.register({ RespondActivityTaskCompleted: () => 'accepted', validationFail: () => 'refused' });
        for (const taskToken of ['a', '']) {
          const headers = { 'content-type': 'application/json' };
          answers.push(await api.handleRequest({ method: 'POST', path: '/RespondActivityTaskCompleted', headers, body: { taskToken } }));
        }
      }
      console.log(JSON.stringify(answers));`);
    expect(answers).toEqual(['accepted', 'refused', 'accepted', 'refused']);
  },

  'express-openapi-validator': async () => {
    const answers = await run(`
      import express from 'express';
      import { middleware } from 'express-openapi-validator';
      const app = express();
      const types = ['application/x-amz-json-1.0', 'application/json; charset=UTF-8'];
      app.use(express.json({ type: types.map((type) => type.split(';')[0]) }));
      app.use(middleware({ apiSpec: 'generated/openapi.single-path.json' }));
      app.use((request, response) => response.end());
      app.use((error, request, response, next) => response.status(error.status).end());
      const server = app.listen(0, '127.0.0.1', async () => {
        const answers = [];
        for (const type of types) {
          for (const taskToken of ['a', '']) {
            const headers = { 'content-type': type, 'x-amz-target': '${completed}' };
            const url = 'http://127.0.0.1:' + server.address().port;
            answers.push((await fetch(url, { method: 'POST', headers, body: JSON.stringify({ taskToken }) })).status);
          }
        }
        console.log(JSON.stringify(answers));
        process.exit();
      });`);
    expect(answers).toEqual([200, 400, 200, 400]);
  },

  dredd: async () => {
    const { stdout } = await program(
      'dredd/bin/dredd',
      join(generated, 'openapi.json'),
      mock.url,
      '--loglevel=warning',
      '--no-color',
    );
    expect(stdout.match(/^pass: POST \(200\) .*(?= duration)/gm)).toEqual([
      `pass: POST (200) /#X-Amz-Target=${completed}`,
      `pass: POST (200) /#X-Amz-Target=${canceled}`,
    ]);
    expect(stdout).toMatch(/, 0 errors, 0 skipped/);
  },
};

const handlerWithTypes = `
import { createOpenApiHttp } from 'openapi-msw';
import type { paths } from './per-path.ts';
const http = createOpenApiHttp<paths>();
export const handler = http.post('/RespondActivityTaskCompleted', async ({ request, response }) => {
  const { taskToken, result } = await request.json();
  const texts: [string, string | undefined] = [taskToken, result];
  return texts.length === 2 ? response(200).empty() : response(400).json({ __type: 'a' });
});`;

test('every tool from npm in the table is run', () => {
  expect([...versions.keys()].toSorted()).toEqual([...Object.keys(tools), ...own].toSorted());
});

test.each(own)('%s is the one that the project has', (name) => {
  const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  expect(JSON.parse(manifest).version).toBe(versions.get(name));
});

describe('as the table says', () => {
  test.each(Object.entries(tools))('%s', (_, check) => check());
});
