// Ways of writing the same JSON, of which a server knows only some.
import { refused } from '../answered.ts';
import { type Input, inputOf, subjects, textOf, withText } from '../received.ts';
import type { Received, Vary } from '../serve.ts';
import { instead, requests } from '../vary.ts';
import { declared, type FaultyServer } from './faulty-server.ts';

export const jsonFormFaults: FaultyServer[] = [
  server(
    'white-space-around',
    'White space before or after the body is refused',
    'json/white-space',
    (text) => /^\s|\s$/.test(text),
  ),
  server(
    'white-space-between',
    'A space after a colon is refused, so that only compact bodies are read',
    'clients/aws-cli',
    (text) => /":\s/.test(text),
  ),
  server('line-ends', 'White space other than a space is refused', 'json/white-space', (text) =>
    /[\t\r\n]/.test(text),
  ),
  server('order', 'The task token has to come first', 'json/order', (_, input) => {
    const [first] = Object.keys(input);
    return first !== undefined && first !== 'taskToken';
  }),
  server('escapes', 'Escapes in a text are refused', 'json/escapes', (text) => text.includes('\\')),
  server('solidus', 'The escape of a solidus is refused', 'json/escapes', (text) => text.includes('\\/')),
  server('surrogate-pairs', 'Escaped surrogate pairs are refused', 'json/escapes', (text) =>
    /\\ud[89ab]..\\ud/i.test(text),
  ),
  server('escaped-names', 'Escapes in the names of members are refused', 'json/escaped-names', (text) =>
    /\\u[0-9a-f]{4}[A-Za-z]*"\s*:/i.test(text),
  ),
  server('raw-utf-8', 'Characters outside ASCII have to be escaped', 'json/raw-utf-8', (text) =>
    /[^\0-\x7f]/.test(text),
  ),
  server('four-bytes', 'Characters of four bytes are refused', 'json/raw-utf-8', (text) =>
    /[\u{10000}-\u{10ffff}]/u.test(text),
  ),
  server('quotes-in-text', 'Quotation marks in a text are refused', 'json/escapes', (_, input) =>
    Object.values(input).some((value) => String(value).includes('"')),
  ),
  {
    name: 'json-escaped-token',
    what: 'The task token is looked up as it is written, escapes and all',
    killedBy: killers('json/escaped-token'),
    level: 'MUST',
    mock: declared,
    vary: requests((request) => {
      const written = textOf(request).match(/"taskToken"\s*:\s*"((?:\\u[0-9a-f]{4})+)"/)?.[1];
      return written === undefined
        ? request
        : withText(request, textOf(request).replace(written, written.replaceAll('\\', '\\\\')));
    }),
  },
];

function server(
  kind: string,
  what: string,
  killer: string,
  isRefused: (text: string, input: Input) => boolean,
): FaultyServer {
  return {
    name: `json-${kind}`,
    what,
    killedBy: killers(killer),
    level: 'MUST',
    mock: declared,
    vary: refuse(isRefused),
  };
}

/** Only what is JSON is looked at; the rest is refused as usual. */
function refuse(isRefused: (text: string, input: Input) => boolean): Vary {
  return instead((request: Received) => {
    const input = inputOf(request);
    const refuses = input !== undefined && isRefused(textOf(request), input);
    return refuses ? refused(request, 'SerializationException', 'The body cannot be read') : undefined;
  });
}

function killers(killer: string): string[] {
  return subjects.map(({ slug }) => `${slug}/${killer}`);
}
