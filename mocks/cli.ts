#!/usr/bin/env node
// swf-mock: serves the mock on a port until it is told to stop. The URL is the first line on stdout; calls are logged
// to stderr. With --engine prism it is Stoplight Prism that answers, or that judges what passes to another endpoint.
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { AccessDocument } from './access.ts';
import { type ServeOptions, serveSwfMock } from './http.ts';
import type { Listener } from './listener.ts';
import { type LogFormat, logFormats, logLine } from './log.ts';
import { version } from './version.ts';

const exitCodes = { stopped: 0, violations: 1, usage: 2, fault: 5 } as const;

type Values = {
  port: number;
  host: string;
  tasks: 'any' | 'declared';
  access?: string;
  seed?: string;
  region: string;
  cors?: string;
  log: LogFormat;
  control: boolean;
  controlKey?: string;
  engine: 'core' | 'prism';
  proxy?: URL;
  failOnViolation: boolean;
};

const program = new Command('swf-mock')
  .description(
    'A mock of two Amazon SWF operations, RespondActivityTaskCompleted and RespondActivityTaskCanceled.',
  )
  .version(version())
  .option('--port <number>', 'the port to listen on; 0 picks a free one', port, 8000)
  .option('--host <address>', 'the address to listen on', '127.0.0.1')
  .addOption(
    new Option(
      '--tasks <mode>',
      'any: takes a token that nobody opened as an open task; declared: knows opened ones only',
    )
      .choices(['any', 'declared'])
      .default('any'),
  )
  .option('--access <file>', 'JSON file with an IAM policy document for each access key id, or for "*"')
  .option('--seed <text>', 'the same seed gives the same task tokens and request ids')
  .option('--region <name>', 'region of tasks and calls that name none', 'us-east-1')
  .option('--cors <origin>', 'lets pages of this origin send requests from a browser; "*" lets all')
  .addOption(
    new Option('--log <format>', 'how calls are logged to stderr').choices(logFormats).default('pretty'),
  )
  .option('--no-control', 'without the control API under /_swf-mock/')
  .option(
    '--control-key <key>',
    'opens the control API to whoever sends this in X-Swf-Mock-Key, from anywhere',
  )
  .addOption(
    new Option('--engine <name>', 'what answers: the mock itself, or Stoplight Prism, which keeps no tasks')
      .choices(['core', 'prism'])
      .default('core'),
  )
  .option('--proxy <url>', 'with --engine prism: passes calls on to this endpoint and tells violations', url)
  .option('--fail-on-violation', 'with --proxy: exit code 1 if there were violations', false)
  .addHelpText(
    'after',
    `
Exit codes: 0 stopped by SIGINT or SIGTERM; 1 with --fail-on-violation, if there were any; 2 usage, or it cannot
listen; 5 a fault of its own.`,
  )
  .showHelpAfterError('(see swf-mock --help)')
  .allowExcessArguments(false)
  .exitOverride();

async function main(): Promise<number> {
  try {
    program.parse();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.stopped : exitCodes.usage;
    throw error;
  }
  const values = program.opts<Values>();
  const served = await start(values);
  if (typeof served === 'string') return refuse(served);
  // Whoever reads the URL and closes the pipe is not told more, and that is no fault.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  console.log(served.url);
  await stopSignal();
  await served.close();
  const violations = served.conclude?.() ?? 0;
  return values.failOnViolation && violations > 0 ? exitCodes.violations : exitCodes.stopped;
}

type Started = Listener & { conclude?(): number };

/** Starts what is to answer; or what is wrong with the options, or kept it from starting. */
async function start(values: Values): Promise<Started | string> {
  const { engine, host, port, proxy, failOnViolation } = values;
  if (engine !== 'prism' && proxy) return '--proxy goes with --engine prism';
  if (failOnViolation && !proxy) return '--fail-on-violation goes with --engine prism --proxy URL';
  try {
    if (engine === 'prism') return await startWithPrism(values);
    const options = readOptions(values);
    return typeof options === 'string' ? options : await serveSwfMock(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return `port ${port} on ${host} is taken; choose another, or --port 0 for a free one`;
    if (code !== undefined || error instanceof TypeError) return message;
    throw error;
  }
}

/** Prism is loaded by nobody else. */
async function startWithPrism(values: Values): Promise<Started | string> {
  const { meaningless, PrismMissing, startPrism } = await import('./prism/command.ts');
  const unheeded = [...meaningless.always, ...(values.proxy ? meaningless.asProxy : [])].find(
    (name) => program.getOptionValueSource(name) === 'cli',
  );
  if (unheeded) {
    const flag = program.options.find((option) => option.attributeName() === unheeded)?.long;
    return `${flag} says nothing to --engine prism${values.proxy ? ' --proxy' : ''}; leave it out`;
  }
  try {
    return await startPrism(values, (text) => process.stderr.write(text), inColor());
  } catch (error) {
    if (error instanceof PrismMissing) return error.message;
    throw error;
  }
}

/** The options for the server, or what is wrong with them. */
function readOptions({ access, log, ...values }: Values): ServeOptions | string {
  const options: ServeOptions = {
    ...values,
    log(call) {
      const line = logLine(log, call, inColor());
      if (line) process.stderr.write(line);
    },
  };
  if (access === undefined) return options;
  try {
    return { ...options, access: JSON.parse(readFileSync(access, 'utf8')) as AccessDocument };
  } catch (error) {
    return `--access ${access}: ${(error as Error).message}`;
  }
}

const inColor = () => Boolean(process.stderr.isTTY && !process.env.NO_COLOR);

function refuse(why: string): number {
  console.error(`swf-mock: ${why}`);
  return exitCodes.usage;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function url(text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed && ['http:', 'https:'].includes(parsed.protocol)) return parsed;
  throw new InvalidArgumentError('A URL of http or https is needed, like http://127.0.0.1:5000.');
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`swf-mock: a fault of its own; please report it.\n${(error as Error).stack}`);
  process.exitCode = exitCodes.fault;
}
