// Makes text from an endpoint safe to display. It can contain anything: escape sequences for terminals, bidirectional
// control characters, characters that are not allowed in XML. They are shown as escapes and have no effect. The exact text
// is in the JSON report.

// Control characters, lone surrogates, line and paragraph separators, bidirectional control characters, noncharacters, the
// byte order mark, and invisible tags.
const unfit =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{FEFF}\u{E0000}-\u{E007F}]/gu;

/**
 * Text with its line breaks and tabs; other control characters are escaped.
 *
 * @example printable('a\u001b[2Jb\n') // 'a\\u001b[2Jb\n'
 */
export function printable(text: string): string {
  return withoutCommands(
    text
      .replaceAll('\r\n', '\n')
      .replace(unfit, (found) => (found === '\n' || found === '\t' ? found : spelledOut(found))),
  );
}

/**
 * Text on one line; all control characters are escaped.
 *
 * @example onOneLine('a\nb') // 'a\\nb'
 */
export function onOneLine(text: string): string {
  return withoutCommands(text.replace(unfit, (found) => shortForms[found] ?? spelledOut(found)));
}

/** The character to escape in each text that a CI system interprets as a command. */
export const commandMark = /(?<=#)#(?=\w*\[)|(?<=^\s*):(?=:)/gm;

function withoutCommands(text: string): string {
  return text.replace(commandMark, spelledOut);
}

/**
 * The first `length` UTF-16 units of a text, and how many were left out. Never splits a surrogate pair.
 *
 * @example clipped('abcdef', 4) // 'abcd… (2 more characters)'
 */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  const rest = text.length - end;
  return `${text.slice(0, end)}… (${rest} more ${rest === 1 ? 'character' : 'characters'})`;
}

const shortForms: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function spelledOut(character: string): string {
  const hexadecimal = (character.codePointAt(0) as number).toString(16);
  return hexadecimal.length > 4 ? `\\u{${hexadecimal}}` : `\\u${hexadecimal.padStart(4, '0')}`;
}
