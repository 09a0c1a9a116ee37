// Makes a shell command safe to display. It must still send the same bytes, so unsafe characters cannot be escaped as in
// other text: printf produces them instead.
import { commandMark, printable } from '../printable.ts';

/**
 * A command from curlCommand (request/curl.ts) in which printf produces every control character except line feed and tab,
 * and in which a CI system finds no command. All external text is in single quotes there; the result closes and reopens
 * them.
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
