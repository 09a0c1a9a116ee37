// The command line of swf-mock as commander reads it: with its help, and with errors that name what was wrong.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { defaultLimits } from '../core/limits.ts';
import { type LogFormat, logFormats } from './log.ts';
import { version } from './version.ts';

/** The values of the options of swf-mock. */
export type Values = {
  port: number;
  host: string;
  tasks?: 'any' | 'declared';
  access?: string;
  seed?: string;
  region: string;
  cors?: string;
  log: LogFormat;
  control: boolean;
  controlKey?: string;
  maxTasks?: number;
  maxCalls?: number;
  maxCharacters?: number;
  maxPolls?: number;
  maxConnections?: number;
  requestTimeout?: number;
  idleTimeout?: number;
  engine: 'core' | 'prism';
  proxy?: URL;
  failOnViolation: boolean;
};

const choices = {
  tasks: ['any', 'declared'],
  log: logFormats,
  engine: ['core', 'prism'],
} as const satisfies { [K in keyof Values]?: readonly Values[K][] };

const defaults = {
  port: 8000,
  host: '127.0.0.1',
  region: 'us-east-1',
  log: 'pretty',
  control: true,
  engine: 'core',
  failOnViolation: false,
} as const satisfies Partial<Values>;

export type CommandLine = {
  values: Values;
  /** The flags that were given, by the names of their values. */
  given: Map<string, string>;
};

/** What was asked for on a command line, or nothing but to end: with help or the version told, or an error. */
export function readCommandLine(args: string[]): CommandLine | { end: 'told' | 'refused' } {
  const program = swfMock();
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return { end: error.exitCode === 0 ? 'told' : 'refused' };
    throw error;
  }
  const given = program.options
    .filter((option) => program.getOptionValueSource(option.attributeName()) === 'cli')
    .map((option) => [option.attributeName(), option.long ?? option.flags] as const);
  return { values: program.opts<Values>(), given: new Map(given) };
}

function swfMock(): Command {
  return new Command('swf-mock')
    .description(
      'A mock of the Amazon SWF operations of an activity worker: it polls, heartbeats, and completes, cancels or fails tasks.',
    )
    .version(version())
    .option('--port <number>', 'the port to listen on; 0 picks a free one', port, defaults.port)
    .option('--host <address>', 'the address to listen on', defaults.host)
    .addOption(
      new Option(
        '--tasks <mode>',
        'any: takes a token that nobody opened as an open task; declared: knows opened and scheduled ones only; without this, any until a task is opened or scheduled',
      ).choices(choices.tasks),
    )
    .option('--access <file>', 'JSON file with an IAM policy document for each access key id, or for "*"')
    .option('--seed <text>', 'the same seed gives the same task tokens and request ids')
    .option('--region <name>', 'region of tasks and calls that name none', defaults.region)
    .option('--cors <origin>', 'lets pages of this origin send requests from a browser; "*" lets all')
    .addOption(
      new Option('--log <format>', 'how calls are logged to stderr')
        .choices(choices.log)
        .default(defaults.log),
    )
    .option('--no-control', 'without the control API under /_swf-mock/')
    .addOption(
      new Option(
        '--control-key <key>',
        'opens the control API to whoever sends this in X-Swf-Mock-Key, from anywhere',
      ).env('SWF_MOCK_CONTROL_KEY'),
    )
    .option('--max-tasks <number>', `tasks that are remembered (default: ${defaultLimits.tasks})`, count)
    .option('--max-calls <number>', `calls that are remembered (default: ${defaultLimits.calls})`, count)
    .option(
      '--max-characters <number>',
      `characters that closed tasks, and calls, have together (default: ${defaultLimits.characters})`,
      count,
    )
    .option(
      '--max-polls <number>',
      `polls that wait for a task at once (default: ${defaultLimits.polls})`,
      count,
    )
    .option(
      '--max-connections <number>',
      `connections at once (default: ${defaultLimits.connections})`,
      count,
    )
    .option(
      '--request-timeout <seconds>',
      `how long a request may take to arrive (default: ${defaultLimits.requestSeconds})`,
      seconds,
    )
    .option(
      '--idle-timeout <seconds>',
      `how long a connection is kept that nobody uses (default: ${defaultLimits.idleSeconds})`,
      seconds,
    )
    .addOption(
      new Option('--engine <name>', 'what answers: the mock itself, or Stoplight Prism, which keeps no tasks')
        .choices(choices.engine)
        .default(defaults.engine),
    )
    .option(
      '--proxy <url>',
      'with --engine prism: passes calls on to this endpoint and tells violations',
      url,
    )
    .option(
      '--fail-on-violation',
      'with --proxy: exit code 1 if there were violations',
      defaults.failOnViolation,
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 stopped by SIGINT or SIGTERM; 1 with --fail-on-violation, if there were any; 2 usage, or it cannot
listen; 5 a fault of its own.`,
    )
    .showHelpAfterError('(see swf-mock --help)')
    .allowExcessArguments(false)
    .exitOverride();
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function count(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('A whole number from 1 is needed.');
}

function seconds(text: string): number {
  if (/^\d*\.?\d+$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('A number of seconds above 0 is needed.');
}

function url(text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed && ['http:', 'https:'].includes(parsed.protocol)) return parsed;
  throw new InvalidArgumentError('A URL of http or https is needed, like http://127.0.0.1:5000.');
}
