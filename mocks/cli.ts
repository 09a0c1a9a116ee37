#!/usr/bin/env node
// swf-mock: serves the mock on a port until it is told to stop. The URL is the first line on stdout; calls are logged
// to stderr.
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { AccessDocument } from './access.ts';
import { type ServedSwfMock, type ServeOptions, serveSwfMock } from './http.ts';
import { type LogFormat, logFormats, logLine } from './log.ts';
import { version } from './version.ts';

const exitCodes = { stopped: 0, usage: 2, fault: 5 } as const;

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
  .addHelpText(
    'after',
    '\nExit codes: 0 stopped by SIGINT or SIGTERM; 2 usage, or it cannot listen; 5 a fault of its own.',
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
  const options = readOptions(values);
  if (typeof options === 'string') return refuse(options);
  const served = await start(options);
  if (typeof served === 'string') return refuse(served);
  // Whoever reads the URL and closes the pipe is not told more, and that is no fault.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  console.log(served.url);
  await stopSignal();
  await served.close();
  return exitCodes.stopped;
}

/** The options for the server, or what is wrong with them. */
function readOptions({ access, log, ...values }: Values): ServeOptions | string {
  const options: ServeOptions = {
    ...values,
    log(call) {
      const line = logLine(log, call, process.stderr.isTTY && !process.env.NO_COLOR);
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

async function start(options: ServeOptions): Promise<ServedSwfMock | string> {
  try {
    return await serveSwfMock(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const { host, port } = options;
    if (code === 'EADDRINUSE')
      return `port ${port} on ${host} is taken; choose another, or --port 0 for a free one`;
    if (code !== undefined || error instanceof TypeError) return message;
    throw error;
  }
}

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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`swf-mock: a fault of its own; please report it.\n${(error as Error).stack}`);
  process.exitCode = exitCodes.fault;
}
