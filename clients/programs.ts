// Where the clients that are programs of their own come from: interpreters and compilers of this machine, packages from
// their registries. What is fetched stays in the folder for temporary files.
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../scripts/programs/run-command.ts';
import { findClient } from './client.ts';
import type { Program } from './program.ts';

const sources = fileURLToPath(new URL('./programs/', import.meta.url));
const fetched = join(tmpdir(), 'swf-contract-clients');

/** A package that does not come in this time counts as not to be had. */
const patience = 120_000;

/** What a command prints; undefined when it is not there or fails. */
async function printed(command: string, args: string[], options = {}): Promise<string | undefined> {
  const { code, stdout } = await runCommand(command, args, options).catch(() => ({ code: 1, stdout: '' }));
  return code === 0 ? stdout.trim() : undefined;
}

async function fetch(command: string, args: string[], cwd: string): Promise<string | undefined> {
  mkdirSync(cwd, { recursive: true });
  return printed(command, args, { cwd, signal: AbortSignal.timeout(patience) });
}

async function ofPython(name: string, module: string, script: string): Promise<Program | undefined> {
  // Debian's packages belong to the system's interpreter, which need not be the first on the PATH.
  for (const command of ['python3', '/usr/bin/python3']) {
    const show = `import platform, ${module}; print(${module}.__version__, platform.python_version())`;
    const [version, python] = (await printed(command, ['-c', show]))?.split(' ') ?? [];
    if (version)
      return { name, version, runtime: `Python ${python}`, command, args: [join(sources, script)] };
  }
  return undefined;
}

/** boto3, which other tests need too. */
export const boto3 = await findClient('boto3', () => ofPython('boto3', 'boto3', 'boto3_call.py'));

async function ofSdkJs3(): Promise<Program> {
  const installed = new URL('../node_modules/@aws-sdk/client-swf/package.json', import.meta.url);
  return {
    name: 'AWS SDK for JavaScript 3',
    version: JSON.parse(await readFile(installed, 'utf8')).version,
    runtime: `Node ${process.versions.node}`,
    command: process.execPath,
    args: [join(sources, 'sdk-js-3.ts')],
  };
}

async function ofSdkJs2(): Promise<Program | undefined> {
  const folder = join(fetched, 'sdk-js-2');
  const version = '2.1693.0';
  const npm = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
  if ((await fetch('npm', [...npm, `aws-sdk@${version}`], folder)) === undefined) return undefined;
  return {
    name: 'AWS SDK for JavaScript 2',
    version,
    runtime: `Node ${process.versions.node}`,
    command: process.execPath,
    args: [join(sources, 'sdk-js-2.cjs'), folder],
  };
}

async function ofGo(): Promise<Program | undefined> {
  const folder = join(sources, 'go');
  const sdk = 'github.com/aws/aws-sdk-go-v2/service/swf';
  if ((await fetch('go', ['mod', 'download'], folder)) === undefined) return undefined;
  const command = join(fetched, 'go', 'swf-call');
  const { code, stderr } = await runCommand('go', ['build', '-o', command, '.'], { cwd: folder });
  if (code !== 0) throw new Error(stderr);
  return {
    name: 'AWS SDK for Go 2',
    version: ((await printed('go', ['list', '-m', '-f', '{{.Version}}', sdk], { cwd: folder })) ?? '').slice(
      1,
    ),
    runtime: `Go ${(await printed('go', ['env', 'GOVERSION']))?.slice(2)}`,
    command,
    args: [],
  };
}

async function ofJava(): Promise<Program | undefined> {
  const folder = join(sources, 'java');
  const version = /\d\S*/.exec((await printed('java', ['--version'])) ?? '')?.[0] ?? '';
  // The program is started from its source, in which there are patterns.
  if (Number.parseInt(version, 10) < 17) return undefined;
  const classpath = join(fetched, 'java', 'classpath');
  const maven = [
    '-q',
    '-f',
    join(folder, 'pom.xml'),
    'dependency:build-classpath',
    `-Dmdep.outputFile=${classpath}`,
  ];
  if ((await fetch('mvn', maven, join(fetched, 'java'))) === undefined) return undefined;
  return {
    name: 'AWS SDK for Java 2',
    version:
      /<version>([^<]+)<[^<]*<\/dependency>/.exec(await readFile(join(folder, 'pom.xml'), 'utf8'))?.[1] ?? '',
    runtime: `OpenJDK ${version}`,
    command: 'java',
    args: ['-cp', await readFile(classpath, 'utf8'), join(folder, 'SwfCall.java')],
  };
}

async function ofRust(): Promise<Program | undefined> {
  const folder = join(sources, 'rust');
  const target = join(fetched, 'rust');
  if ((await printed('cargo', ['fetch', '--quiet'], { cwd: folder })) === undefined) return undefined;
  const { code, stderr } = await runCommand('cargo', ['build', '--target-dir', target], { cwd: folder });
  if (code !== 0) throw new Error(stderr);
  const manifest = await readFile(join(folder, 'Cargo.toml'), 'utf8');
  return {
    name: 'AWS SDK for Rust 1',
    version: /aws-sdk-swf = "=([^"]+)"/.exec(manifest)?.[1] ?? '',
    runtime: `Rust ${(await printed('rustc', ['--version']))?.split(' ')[1]}`,
    command: join(target, 'debug', 'swf-call'),
    args: [],
  };
}

async function ofRuby1(): Promise<Program | undefined> {
  const script = 'require "aws-sdk"; puts AWS::VERSION, RUBY_VERSION';
  const [version = '', ruby] = (await printed('ruby', ['-e', script]))?.split('\n') ?? [];
  if (!version.startsWith('1.')) return undefined;
  const args = [join(sources, 'ruby1_call.rb')];
  return { name: 'AWS SDK for Ruby 1', version, runtime: `Ruby ${ruby}`, command: 'ruby', args };
}

type Finders = Record<string, () => Promise<Program | undefined>>;

/** How each program is found, by what its machine has to have; undefined where it has not. */
export const programs: Finders = {
  boto3: async () => boto3,
  'the AWS SDK for JavaScript 3': ofSdkJs3,
  'npm and its registry, for the AWS SDK for JavaScript 2': ofSdkJs2,
  'Go 1.24 and its module proxy, for the AWS SDK for Go 2': ofGo,
  'Java 17, Maven and its repository, for the AWS SDK for Java 2': ofJava,
};

/** Those that take minutes, to compile or to give up; they are recorded, and no test runs them. */
export const slowPrograms: Finders = {
  'boto 2 (Debian: python3-boto)': () => ofPython('boto 2', 'boto', 'boto2_call.py'),
  'Ruby and the AWS SDK for Ruby 1 (Debian: ruby-aws-sdk)': ofRuby1,
  'Rust and its registry, for the AWS SDK for Rust 1': ofRust,
};
