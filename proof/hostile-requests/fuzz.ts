// Requests that were right once: bytes changed, lost, doubled and swapped, headers and JSON likewise. The same seed
// gives the same requests.
import { createRandom, type Random } from '../../mocks/core/random.ts';
import { type Attack, type AttackResult, inTurn, servesOthers } from './attack.ts';
import { inherited } from './json.ts';
import { answerReader, completed, control, head, open, type RawAnswer } from './raw.ts';

const operation = 'RespondActivityTaskCompleted';

/** Requests that change nothing for anybody else. */
const harmless: ((random: Random) => string)[] = [
  (random) => completed({ taskToken: `fuzz ${random()}`, result: 'done' }),
  (random) =>
    completed(
      { taskToken: `fuzz ${random()}` },
      'Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260116/us-east-1/swf/aws4_request, SignedHeaders=host, Signature=0',
      'Connection: keep-alive',
    ),
  (random) => completed({ taskToken: `fuzz ${random()}` }).replace(operation, 'RespondActivityTaskCanceled'),
  (random) =>
    completed('').replace('Content-Length: 0', 'Transfer-Encoding: chunked') +
    `f\r\n{"taskToken":"f\r\n${(`${random()}`.length + 2).toString(16)}\r\n${random()}"}\r\n0\r\n\r\n`,
  () =>
    head(
      'OPTIONS / HTTP/1.1',
      'Host: localhost',
      'Origin: http://page.test',
      'Access-Control-Request-Method: POST',
    ),
  () => control('GET', '?a=b'),
  () => control('GET', '/calls?operation=RespondActivityTaskCanceled'),
  (random) => control('POST', '/tasks', { domain: 'billing', heartbeatTimeout: 1 + (random() % 9) }),
  () => control('POST', '/tasks/describe', { taskToken: 'fuzz' }),
  () => control('POST', '/tasks/heartbeat', { taskToken: 'fuzz' }),
  () => control('POST', '/tasks/fail', { taskToken: 'fuzz', reason: 'fuzz', details: 'a fuzz' }),
];

/** Requests that may change what others get. */
const driving: ((random: Random) => string)[] = [
  ...harmless,
  () =>
    control('POST', '/scripts', {
      operation,
      match: { taskToken: 'a' },
      behaviour: { fault: 'UnknownResourceFault' },
      times: 3,
    }),
  () => control('POST', '/scripts', { operation, behaviour: { throttle: true }, times: 1 }),
  () =>
    control('POST', '/scripts', {
      operation,
      behaviour: { reply: { headers: { 'X-A': 'b' }, body: { a: [1] } } },
      times: 2,
    }),
  () =>
    control('PUT', '/access', {
      AKID: { Statement: [{ Effect: 'Allow', Action: 'swf:Res*', Resource: 'arn:aws:swf:*' }] },
    }),
  () => control('POST', '/clock/advance', { seconds: 1.5 }),
  () => control('POST', '/reset', { calls: true }),
];

const pick = <T>(random: Random, list: readonly T[]): T => list[random() % list.length] as T;

const tokens = [
  ...inherited,
  ...[
    '',
    ' ',
    '\0',
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\t',
    '"',
    '\\',
    '\\u0000',
    '\\ud800',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '/',
  ],
  ...[
    '0',
    '-1',
    '1e999',
    '99999999999999999999',
    'null',
    'true',
    '\xff',
    '\xc0\x80',
    '\xed\xa0\x80',
    '\ufeff',
    '%00',
    '%',
    '..',
  ],
  ...[
    'Content-Length: 5\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Host: evil.test\r\n',
    'Expect: 100-continue\r\n',
  ],
  ...[
    'Connection: close\r\n',
    'Connection: upgrade\r\n',
    'HTTP/1.0',
    'HTTP/2.0',
    'GET ',
    'HEAD ',
    'x'.repeat(3_000),
  ],
];

type Mutation = (text: string, random: Random) => string;

const at = (text: string, random: Random) => random() % (text.length + 1);

/** Swaps in the header lines, so that most requests stay HTTP; in the body, so that most stay JSON; or anywhere. */
const mutations: Mutation[] = [
  (text, random) => cut(text, at(text, random), 1, String.fromCharCode(random() & 255)),
  (text, random) => cut(text, at(text, random), 0, pick(random, tokens)),
  (text, random) => cut(text, at(text, random), random() % 8, ''),
  (text, random) => {
    const [from, length] = [at(text, random), random() % 40];
    return cut(text, from, 0, text.slice(from, from + length));
  },
  (text, random) => inBody(text, (body) => cut(body, at(body, random), 0, pick(random, tokens))),
  (text, random) =>
    inBody(text, (body) => cut(body, at(body, random), 1, String.fromCharCode(random() & 255))),
  (text, random) =>
    inBody(text, (body) => body.replace(/"[^"]*"(?=:)/, () => `"${pick(random, inherited)}"`)),
  (text, random) =>
    inBody(text, (body) => body.replace(/:("[^"]*"|[\d.]+)/, () => `:${pick(random, values)}`)),
  (text, random) => withLines(text, (lines) => lines.toSpliced(1 + (random() % lines.length), 1)),
  (text, random) =>
    withLines(text, (lines) => lines.toSpliced(1 + (random() % lines.length), 0, pick(random, lines))),
  (text, random) =>
    withLines(text, (lines) => lines.toSpliced(1, 0, `${pick(random, inherited)}: ${pick(random, tokens)}`)),
  (text, random) =>
    withLines(text, ([first = '', ...rest]) => [
      cut(first, at(first, random), 1, pick(random, tokens)),
      ...rest,
    ]),
];

const values = [
  'null',
  '5',
  '-0',
  '1e999',
  'true',
  '[]',
  '{}',
  '[[[]]]',
  '{"toString":1}',
  '""',
  '"\\u0000"',
  '"\\udfff"',
  `"${'y'.repeat(2_000)}"`,
];

const cut = (text: string, from: number, count: number, instead: string) =>
  text.slice(0, from) + instead + text.slice(from + count);

/** Changes the body, and says its new length. */
function inBody(text: string, change: (body: string) => string): string {
  const end = text.indexOf('\r\n\r\n') + 4;
  const body = change(text.slice(end));
  return text.slice(0, end).replace(/(?<=Content-Length: )\d+/, `${body.length}`) + body;
}

function withLines(text: string, change: (lines: string[]) => string[]): string {
  const end = text.indexOf('\r\n\r\n');
  return change(text.slice(0, end).split('\r\n')).join('\r\n') + text.slice(end);
}

/** The next request, as bytes in Latin-1: a valid one with one to three changes, and never the valid one itself. */
export function mutant(random: Random, kind: 'harmless' | 'driving'): string {
  const valid = pick(random, kind === 'harmless' ? harmless : driving)(random);
  let text = valid;
  for (let changes = 1 + (random() % 3); changes > 0 || text === valid; changes--) {
    text = pick(random, mutations)(text, random);
  }
  return text;
}

/**
 * Sends so many, on 16 connections at once; a connection is used until a request breaks it. Each must be answered, and
 * those that are get counted.
 */
export async function fuzz(
  url: string,
  { requests, seed, kind }: { requests: number; seed: string; kind: 'harmless' | 'driving' },
): Promise<AttackResult & { answered: number }> {
  const wrong: string[] = [];
  let sent = 0;
  let answered = 0;
  const lanes = 16;
  const share = Math.ceil(requests / lanes);
  await inTurn(
    Array.from({ length: lanes }, (_, lane) => lane),
    lanes,
    async (lane) => {
      const random = createRandom(`${seed} ${lane}`);
      for (let left = share; left > 0; ) {
        const exchanges = await oneConnection(url, left, () => mutant(random, kind));
        wrong.push(...(exchanges.length > 0 ? exchanges.flatMap(faultsOf) : ['no connection']));
        sent += exchanges.length;
        answered += exchanges.filter(({ answers }) => answers.length > 0).length;
        left -= Math.max(1, exchanges.length);
      }
    },
  );
  return { sent, answered, wrong };
}

/** A request, and the answers that came before the next request was sent or the connection ended. */
type FuzzedExchange = { request: string; answers: RawAnswer[] };

function faultsOf({ request, answers }: FuzzedExchange): string[] {
  if (answers.length === 0) return [`no answer to ${JSON.stringify(request)}`];
  // No scripted behaviour of the fuzz is a 5xx.
  return answers
    .filter(({ status }) => status < 200 || status >= 500)
    .map(({ status, body }) => `${status} ${body} for ${JSON.stringify(request)}`);
}

/**
 * In milliseconds. After `answer` without an answer, the client ends its side of the connection: what it has sent may
 * be only the beginning of a request, and the server then has to refuse it. An answer counts however late it is; `end`
 * bounds only the wait for a server that neither answers nor closes.
 */
const patience = { answer: 40, end: 20_000 };

/** Sends one request after another until the connection ends. */
function oneConnection(url: string, most: number, next: () => string): Promise<FuzzedExchange[]> {
  return new Promise((resolve) => {
    const socket = open(url);
    const exchanges: FuzzedExchange[] = [];
    const reader = answerReader();
    let timer: NodeJS.Timeout | undefined;
    const endOurSide = () => {
      socket.end();
      timer = setTimeout(() => socket.destroy(), patience.end);
    };
    const send = () => {
      clearTimeout(timer);
      if (exchanges.length >= most) return socket.destroy();
      timer = setTimeout(endOurSide, patience.answer);
      const request = next();
      exchanges.push({ request, answers: [] });
      socket.write(Buffer.from(request, 'latin1'));
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      const answers = reader.push(chunk);
      if (answers.length === 0) return;
      exchanges.at(-1)?.answers.push(...answers);
      if (answers.some(({ headers }) => headers.get('connection')?.[0] === 'close')) socket.destroy();
      else if (!socket.writableEnded) send();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      exchanges.at(-1)?.answers.push(...reader.rest());
      resolve(exchanges);
    });
  });
}

/** A fuzz small enough for a test; the measurement has one of its own. */
export const fuzzed: Attack = {
  name: 'mutated requests',
  async run({ url }) {
    const outcome = await fuzz(url, { requests: 2_000, seed: '1', kind: 'harmless' });
    return { ...outcome, wrong: [...outcome.wrong, ...(await servesOthers(url))] };
  },
};
