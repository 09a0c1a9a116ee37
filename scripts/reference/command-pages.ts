// The reference of a command: its --help output and that of each of its subcommands.
import { spawnSync } from 'node:child_process';

/** @param script the TypeScript source of the command */
export function commandReference(name: string, script: string): string {
  const help = helpOf(script);
  const subcommands = [...(help.split('\nCommands:\n')[1]?.split('\n\n')[0] ?? '').matchAll(/^ {2}(\w+)/gm)]
    .map(([, subcommand]) => subcommand as string)
    .filter((subcommand) => subcommand !== 'help');
  return `${[
    `# ${name}`,
    'This is the output of `--help`, written by `npm run reference`.',
    block(help),
    ...subcommands.flatMap((each) => [`## ${name} ${each}`, block(helpOf(script, each))]),
  ].join('\n\n')}\n`;
}

function helpOf(script: string, ...subcommand: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...subcommand, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status !== 0)
    throw new Error(`${script} ${subcommand.join(' ')} --help ended with ${status}: ${stderr}`);
  return stdout.trimEnd();
}

function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
