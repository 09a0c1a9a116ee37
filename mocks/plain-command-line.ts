// The command line of swf-mock where it is plain: options that start the mock itself, spelled in full, with values that
// they may have. It is read by Node's own parser, because loading commander takes longer than everything else that the
// mock does until it listens. Whatever is not plain (help, a slip of the pen, limits, Prism) is left to commander.
import { parseArgs } from 'node:util';
import { choices, defaults, portOf, type Values } from './options.ts';

const text = { type: 'string' } as const;

/**
 * The values of the options, the same that commander gives (command-line.ts); undefined when it has to be asked.
 *
 * @param args without the program
 * @example readPlainly(['--port', '0'])?.port // 0
 */
export function readPlainly(args: string[]): Values | undefined {
  const given = parsed(args);
  if (given === undefined) return undefined;
  const {
    port: portText,
    tasks: mode,
    log: format,
    'control-key': controlKey,
    'no-control': off,
    ...rest
  } = given;
  const port = portText === undefined ? defaults.port : portOf(portText);
  const tasks = choices.tasks.find((each) => each === (mode ?? defaults.tasks));
  const log = choices.log.find((each) => each === (format ?? defaults.log));
  if (port === undefined || tasks === undefined || log === undefined) return undefined;
  return {
    ...defaults,
    ...rest,
    port,
    tasks,
    log,
    ...(controlKey !== undefined && { controlKey }),
    ...(off && { control: false }),
  };
}

function parsed(args: string[]) {
  try {
    const { values, tokens } = parseArgs({
      args,
      tokens: true,
      options: {
        port: text,
        host: text,
        tasks: text,
        access: text,
        seed: text,
        region: text,
        cors: text,
        log: text,
        'control-key': text,
        'no-control': { type: 'boolean' },
      },
    });
    // Of an option that is given twice only the last value would be seen, and the first may be wrong.
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    return new Set(names).size === names.length ? values : undefined;
  } catch {
    return undefined;
  }
}
