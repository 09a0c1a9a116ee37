// Text that the mock echoes in messages, headers and recorded calls: it comes back unchanged, and adds no header.
import {
  type Attack,
  type AttackResult,
  type HostileRequest,
  inSequence,
  inTurn,
  type Stage,
  sendEach,
  servesOthers,
} from './attack.ts';
import { completed, control, type RawAnswer, talk } from './raw.ts';

const injected = 'a\r\nX-Injected: yes\r\n\r\nHTTP/1.1 200 OK\r\n\r\n';
const long = injected + 'x'.repeat(1_024);

const known = [
  'x-amzn-requestid',
  'content-type',
  'content-length',
  'date',
  'connection',
  'keep-alive',
  'vary',
];

/** Only headers that the mock sends by itself, each once. */
function onlyKnownHeaders(answers: RawAnswer[]): string | undefined {
  for (const { headers } of answers) {
    const stranger = [...headers].find(([name, values]) => !known.includes(name) || values.length > 1);
    if (stranger) return `it sent the header ${stranger[0]}`;
  }
  return undefined;
}

const injections: HostileRequest[] = [
  {
    name: 'a token with line ends',
    pieces: [completed({ taskToken: long })],
    expected: ['ValidationException'],
  },
  {
    name: 'a result with line ends',
    pieces: [completed({ taskToken: 'A', result: injected + 'x'.repeat(32_768) })],
    expected: ['ValidationException'],
  },
  {
    name: 'a token that the control API does not know',
    pieces: [control('POST', '/tasks/events', { taskToken: injected })],
    expected: ['404'],
  },
  {
    name: 'an operation that the control API does not know',
    pieces: [control('GET', `/calls?operation=${encodeURIComponent(injected)}`)],
    expected: ['400'],
  },
  ...['application/json; x=\x9b\xff', 'text/html'].map((type) => ({
    name: `the content type ${JSON.stringify(type)}`,
    pieces: [completed('{}').replace(/Content-Type: [^\r]*/, `Content-Type: ${type}`)],
    expected: ['ValidationException'],
  })),
  {
    name: 'a credential with controls',
    pieces: [
      completed('{}', 'Authorization: AWS4-HMAC-SHA256 Credential=\x9b2J/1/\x9b2J\t/swf/aws4_request'),
    ],
    expected: ['ValidationException'],
  },
  {
    name: 'a credential of 1 400 beginnings',
    pieces: [completed('{}', `Authorization: ${'Credential='.repeat(1_400)}`)],
    expected: ['ValidationException'],
  },
].map((each) => ({ ...each, check: onlyKnownHeaders }));

export const echo: Attack = { name: 'echoed text', run: inSequence(sendEach(injections), everyCodePoint) };

const blockSize = 1_024;
const blocks = 0x11_0000 / blockSize;

/** What was sent, and how it was written. */
type Writing = { block: number; text: string; write(text: string): string };

/**
 * Tokens with every code point, in blocks as long as a token may be: once in UTF-8, and once backwards in escapes.
 */
async function everyCodePoint({ url, full }: Stage): Promise<AttackResult> {
  const wrong: string[] = [];
  // A token is completed only once.
  await talk(url, [control('POST', '/reset')]);
  const chosen = Array.from({ length: blocks }, (_, block) => block).filter(
    (block) => full || isForTests(block),
  );
  const writings = chosen.flatMap(writingsOf);
  await inTurn(writings, 8, async ({ block, text, write }) => {
    const said = `"taskToken":${write(text)}`;
    const call = await talk(url, [completed(`{${said},"result":${write(text)}}`)]);
    const shown = await talk(url, [control('POST', '/tasks/describe', `{${said}}`)]);
    const { taskToken, closedBy } = JSON.parse(shown.answers[0]?.body || '{}');
    if (call.answers[0]?.status !== 200)
      wrong.push(`block ${block} got ${call.answers[0]?.status ?? call.ended}`);
    else if (taskToken !== text || closedBy?.result !== text)
      wrong.push(`block ${block} came back as another text`);
  });
  wrong.push(...(await servesOthers(url)));
  return { sent: writings.length * 2, wrong };
}

/** Latin to Arabic, the surrogates and their neighbours, emoji, and the last blocks. */
const isForTests = (block: number) =>
  block < 3 || (block > 52 && block < 57) || block === 125 || block > 1_086;

function writingsOf(block: number): Writing[] {
  const points = Array.from({ length: blockSize }, (_, i) => block * blockSize + i);
  const inEscapes: Writing = { block, text: String.fromCodePoint(...points.toReversed()), write: escaped };
  // Surrogates alone cannot be written in UTF-8.
  const isSurrogates = block === 54 || block === 55;
  return isSurrogates
    ? [inEscapes]
    : [{ block, text: String.fromCodePoint(...points), write: JSON.stringify }, inEscapes];
}

function escaped(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) =>
    text.charCodeAt(i).toString(16).padStart(4, '0'),
  );
  return `"\\u${units.join('\\u')}"`;
}
