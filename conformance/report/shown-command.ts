// A command to be pasted into a shell, made fit to be shown. It has to send the same bytes, so nothing in it can be
// spelled out as in other text: a character that is unfit is made by printf instead.
import { commandMark, printable } from '../printable.ts';

/**
 * A command of curlCommand (../curl.ts) in which every control character but line feed and tab is written with
 * printf, and in which nothing is a command to a pipeline. All text that is not the runner's own stands in single quotes there; those are left and entered again.
 *
 * @example shownCommand("printf '%s' 'a\u0007b'") // printf '%s' 'a'"$(printf '\007')"'b'
 */
export function shownCommand(command: string): string {
  return command
    .replace(/[^\n\t]/gu, (character) =>
      printable(character) === character ? character : `'"$(printf '${octal(character)}')"'`,
    )
    .replace(commandMark, "''$&");
}

function octal(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
