#!/usr/bin/env node
// swf-conformance. Each command is a file in commands/. This is the only file of the runner that depends on the mock: it
// starts the mock through its public API when no endpoint is given.
import { Command, CommanderError } from 'commander';
import { readCorpus } from './cases/corpus.ts';
import type { BuiltInMock } from './commands/carry-out.ts';
import { addListCommand } from './commands/list.ts';
import { addMatrixCommand } from './commands/matrix.ts';
import { addRunCommand } from './commands/run.ts';
import { addShowCommand } from './commands/show.ts';
import { Unwritten, writeToStdout } from './report/written.ts';
import { exitCodes } from './run/summary.ts';
import { endCommands } from './shell.ts';

const help = `
Without a command, run is assumed; swf-conformance run --help lists its options.

Examples:
  swf-conformance                                        against the built-in mock
  swf-conformance --endpoint http://127.0.0.1:8000       against an endpoint
  swf-conformance show completed/result/length-32769     one case, with a curl command`;

// It is not a fault if the reader of stdout, such as head, stops reading. The run continues to its end, cleans up, and sets
// the usual exit code.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function main(): Promise<number> {
  const program = new Command('swf-conformance')
    .description(
      'Checks whether an endpoint conforms to the contract of the Amazon SWF operations of an activity worker. By default, ' +
        'it checks RespondActivityTaskCompleted and RespondActivityTaskCanceled.',
    )
    .option('-V, --version', 'output the version number')
    .on('option:version', printVersion)
    .configureOutput({
      writeOut: writeToStdout,
      outputError: (text, write) => write(`swf-conformance: ${text.replace(/^error: /, '')}`),
    })
    .showHelpAfterError('(see swf-conformance --help)')
    .addHelpText('after', help)
    .exitOverride();
  let exitCode: number = exitCodes.conforms;
  const ended = (code: number) => {
    exitCode = code;
  };
  addRunCommand(program, startBuiltInMock, ended);
  addListCommand(program, ended);
  addShowCommand(program, ended);
  addMatrixCommand(program, ended);
  try {
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.conforms : exitCodes.usage;
    if (!(error instanceof Unwritten)) throw error;
    console.error(`swf-conformance: ${error.message}`);
    return exitCodes.unwritten;
  }
}

/** Like the option of commander itself, but reads the corpus only on demand. */
function printVersion(): never {
  const { version, contractSha256 } = readCorpus().suite;
  writeToStdout(`${version} (contract sha256 ${contractSha256})\n`);
  throw new CommanderError(exitCodes.conforms, 'commander.version', version);
}

/** A mock on a free port that knows its tasks, and a principal to which it denies everything. */
async function startBuiltInMock(): Promise<BuiltInMock> {
  const [{ serveSwfMock }, { testCredentials }] = await Promise.all([
    import('../mocks/http/server.ts'),
    import('./request/sign.ts'),
  ]);
  const deniedCredentials = { ...testCredentials, accessKeyId: 'denied' };
  const serve = (port: number) =>
    serveSwfMock({
      port,
      tasks: 'declared',
      access: { '*': policy('Allow'), [deniedCredentials.accessKeyId]: policy('Deny') },
    });
  let mock = await serve(0);
  return {
    endpoint: mock.url,
    deniedCredentials,
    async restart() {
      await mock.close();
      mock = await serve(Number(new URL(mock.url).port));
    },
    close: () => mock.close(),
  };
}

function policy(Effect: 'Allow' | 'Deny') {
  return { Version: '2012-10-17' as const, Statement: [{ Effect, Action: 'swf:*', Resource: '*' }] };
}

function reportFault(error: Error): void {
  console.error(`swf-conformance: internal error; please report it.\n${error.stack}`);
}

process.on('uncaughtException', (error) => {
  reportFault(error);
  endCommands();
  process.exit(exitCodes.fault);
});

try {
  process.exitCode = await main();
} catch (error) {
  reportFault(error as Error);
  process.exitCode = exitCodes.fault;
}
