// Bodies that are no input at all, taken or answered in a disorderly way.
import { page, refused } from '../answered.ts';
import { inputOf, subjects, textOf, withText } from '../received.ts';
import type { Received, Vary } from '../serve.ts';
import { instead, requests } from '../vary.ts';
import { any, declared, type FaultyServer } from './faulty-server.ts';

export const malformedFaults: FaultyServer[] = [
  answered(
    'breaks',
    'gets status 500',
    instead(whenMalformed((request) => refused(request, 'InternalFailure'))),
  ),
  answered('page', 'gets a page with status 400', instead(whenMalformed(() => page(400, 'Bad Request')))),
  {
    ...answered('hangs', 'gets no answer', instead(whenMalformed(() => () => {}))),
    timeoutMs: 1000,
    outcome: 'transport',
  },
  answered(
    'resets',
    'resets the connection',
    instead(whenMalformed(() => (socket) => socket.resetAndDestroy())),
  ),
  taken(
    'array',
    'The first element of an array is taken',
    ['array'],
    (text) => text.match(/^\[(.*)\]$/)?.[1],
  ),
  taken('quotes', 'Single quotes are taken', ['single-quotes'], (text) =>
    text.startsWith("{'") ? text.replaceAll("'", '"') : undefined,
  ),
  taken('bare-names', 'Names without quotes are taken', ['bare-names'], (text) =>
    text.startsWith('{taskToken') ? text.replace('{taskToken', '{"taskToken"') : undefined,
  ),
  taken('trailing-comma', 'A comma after the last member is taken', ['trailing-comma'], (text) =>
    text.endsWith(',}') ? text.replace(',}', '}') : undefined,
  ),
  taken('cut-off', 'What is missing at the end is added', ['cut-off', 'cut-off-string'], (text) => {
    if (!text.startsWith('{"taskToken":"') || text.endsWith('}')) return undefined;
    return text.endsWith('"') ? `${text}}` : `${text}"}`;
  }),
  taken('line-break', 'A raw line break in a text is taken', ['raw-newline'], (text) =>
    text.startsWith('{"') && text.includes('a\nb') ? text.replace('a\nb', 'a\\nb') : undefined,
  ),
  taken('form', 'A form is taken', ['form'], (text) => {
    const token = text.match(/^taskToken=(.*)$/)?.[1];
    return token && JSON.stringify({ taskToken: token });
  }),
];

function whenMalformed<T>(answer: (request: Received) => T): (request: Received) => T | undefined {
  return (request) =>
    request.method === 'POST' && inputOf(request) === undefined ? answer(request) : undefined;
}

function answered(kind: string, what: string, vary: Vary): FaultyServer {
  const killers = ['malformed/empty', 'malformed/cut-off', 'malformed/xml'];
  return {
    name: `malformed-${kind}`,
    what: `A body that is no JSON object ${what}`,
    killedBy: subjects.flatMap(({ slug }) => killers.map((killer) => `${slug}/${killer}`)),
    level: 'SHOULD',
    mock: declared,
    vary,
  };
}

/** In the mock that takes any token: elsewhere the made-up token of these cases is refused before it tells. */
function taken(
  kind: string,
  what: string,
  killers: string[],
  repair: (text: string) => string | undefined,
): FaultyServer {
  return {
    name: `malformed-${kind}-taken`,
    what,
    killedBy: subjects.flatMap(({ slug }) => killers.map((killer) => `${slug}/malformed/${killer}`)),
    level: 'SHOULD',
    mock: any,
    vary: requests((request) => {
      const repaired = repair(textOf(request));
      return repaired === undefined ? request : withText(request, repaired);
    }),
  };
}
