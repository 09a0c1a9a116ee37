#!/usr/bin/env node
// swf-mock: serves the mock on a port until it is told to stop. The URL is the first line on stdout; calls are logged
// to stderr. With --engine prism it is Stoplight Prism that answers, or that judges what passes to another endpoint.
import { readFile } from 'node:fs/promises';
import type { AccessDocument } from '../core/access/access.ts';
import { type CommandLine, readCommandLine, type Values } from './command-line.ts';
import type { Listener } from './listener.ts';
import { droppedNotice, linesTogether, logLine } from './log.ts';
import { logTo } from './log-writer.ts';
import { parentGone } from './parent.ts';
import { type ServeOptions, serveSwfMock } from './server.ts';

// Whoever reads the URL, or the beginning of the help, and closes the pipe is not told more, and that is no fault.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const exitCodes = { stopped: 0, violations: 1, usage: 2, fault: 5 } as const;

async function main(): Promise<number> {
  const asked = readCommandLine(process.argv.slice(2));
  if ('end' in asked) return asked.end === 'told' ? exitCodes.stopped : exitCodes.usage;
  const { values } = asked;
  const log = logTo(process.stderr, (lines) => droppedNotice(values.log, lines));
  const served = await start(asked, log.write);
  if (typeof served === 'string') return refuse(served);
  // Whoever has read the URL may send a signal at once.
  const stopped = Promise.race([stopSignal(), parentGone()]);
  console.log(served.url);
  await stopped;
  await served.close();
  const violations = served.conclude?.() ?? 0;
  const exitCode = values.failOnViolation && violations > 0 ? exitCodes.violations : exitCodes.stopped;
  // Writes that nobody takes would keep the process.
  if (!(await log.flushed())) process.exit(exitCode);
  return exitCode;
}

type Started = Listener & { conclude?(): number };
type Write = (text: string) => void;

/** Starts what is to answer; or what is wrong with the options, or kept it from starting. */
async function start({ values, given }: CommandLine, write: Write): Promise<Started | string> {
  const { engine, host, port, proxy, failOnViolation } = values;
  if (engine !== 'prism' && proxy) return '--proxy goes with --engine prism';
  if (failOnViolation && !proxy) return '--fail-on-violation goes with --engine prism --proxy URL';
  try {
    if (engine === 'prism') return await startWithPrism({ values, given }, write);
    const options = await readOptions(values, write);
    if (typeof options === 'string') return options;
    return await serveSwfMock(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return `port ${port} on ${host} is taken; choose another, or --port 0 for a free one`;
    if (code !== undefined || error instanceof TypeError) return message;
    throw error;
  }
}

/** Prism is loaded by nobody else. */
async function startWithPrism({ values, given }: CommandLine, write: Write): Promise<Started | string> {
  const { meaningless, PrismMissing, startPrism } = await import('../prism/start.ts');
  const unheeded = [...meaningless.always, ...(values.proxy ? meaningless.asProxy : [])].find((name) =>
    given.has(name),
  );
  if (unheeded) {
    return `${given.get(unheeded)} says nothing to --engine prism${values.proxy ? ' --proxy' : ''}; leave it out`;
  }
  try {
    return await startPrism({ ...values, limits: limitsOf(values) }, write, inColor());
  } catch (error) {
    if (error instanceof PrismMissing) return error.message;
    throw error;
  }
}

/** The options for the server, or what is wrong with them. */
async function readOptions(values: Values, write: Write): Promise<ServeOptions | string> {
  const { host, port, tasks, access, seed, region, cors, control, controlKey, log } = values;
  const tell = linesTogether(write);
  const options: ServeOptions = {
    ...{ host, port, region, control },
    ...(tasks !== undefined && { tasks }),
    ...(seed !== undefined && { seed }),
    ...(cors !== undefined && { cors }),
    ...(controlKey !== undefined && { controlKey }),
    limits: limitsOf(values),
    log(call) {
      const line = logLine(log, call, inColor());
      if (line) tell(line);
    },
  };
  if (access === undefined) return options;
  try {
    return { ...options, access: JSON.parse(await readFile(access, 'utf8')) as AccessDocument };
  } catch (error) {
    return `--access ${access}: ${(error as Error).message}`;
  }
}

/** What is not said is left to the mock. */
function limitsOf(values: Partial<Values>): NonNullable<ServeOptions['limits']> {
  const named = {
    tasks: values.maxTasks,
    calls: values.maxCalls,
    characters: values.maxCharacters,
    polls: values.maxPolls,
    connections: values.maxConnections,
    requestSeconds: values.requestTimeout,
    idleSeconds: values.idleTimeout,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`swf-mock: a fault of its own; please report it.\n${(error as Error).stack}`);
  process.exitCode = exitCodes.fault;
}
