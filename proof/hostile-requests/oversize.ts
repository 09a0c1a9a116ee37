// Bodies over the limit: refused at once with an answer that can be read, after which the connection goes on; and
// bodies that never end, whose connection is closed in the end.
import {
  type Attack,
  type AttackResult,
  type HostileRequest,
  inSequence,
  inTurn,
  repeated,
  type Stage,
  sendEach,
  servesOthers,
} from './attack.ts';
import { answerReader, completed, completedHead, nameOf, open, type RawAnswer } from './raw.ts';

const megabyte = 1_048_576;
const tooLarge = 'SerializationException';
const chunk = `${megabyte.toString(16)}\r\n${'x'.repeat(megabyte)}\r\n`;
const next = completed({ taskToken: 'after too much' });
const accepted = ['200', 'UnknownResourceFault'];

const requests: HostileRequest[] = [
  {
    name: 'a length of 2^53, and little of the body',
    pieces: [completedHead(`Content-Length: ${2 ** 53}`), 'x'.repeat(1_000)],
    expected: [tooLarge],
  },
  {
    name: 'one byte too many',
    pieces: [completed('x'.repeat(megabyte)), next],
    expected: [tooLarge, accepted],
  },
  {
    name: 'two chunks of 1 MB',
    pieces: [completedHead('Transfer-Encoding: chunked'), chunk, chunk, '0\r\n\r\n', next],
    expected: [tooLarge, accepted],
  },
  {
    name: '1 MB in chunks of one byte',
    pieces: [
      completedHead('Transfer-Encoding: chunked'),
      '1\r\nx\r\n'.repeat(megabyte + 1),
      '0\r\n\r\n',
      next,
    ],
    expected: [['closed', 'reset']],
  },
  {
    name: '1.5 MB for the control API',
    pieces: [
      `POST /_swf-mock/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${1.5 * megabyte}\r\n\r\n`,
      chunk,
    ],
    expected: ['413'],
  },
];

export const oversize: Attack = { name: 'bodies over 1 MB', run: inSequence(sendEach(requests), endless) };

async function endless({ url, full }: Stage): Promise<AttackResult> {
  const heads = [completedHead('Transfer-Encoding: chunked'), completedHead('Content-Length: 1000000000000')];
  const attempts = repeated(full ? 16 : 1, heads);
  const wrong: string[] = [];
  await inTurn(attempts, 8, async (first) => {
    const heard = await pour(url, first, first.includes('chunked') ? chunk : 'x'.repeat(megabyte));
    if (heard !== tooLarge) wrong.push(`a body without an end got ${heard}`);
  });
  wrong.push(...(await servesOthers(url)));
  return { sent: attempts.length, wrong };
}

/** Sends the same piece over and over until the server closes; returns the name of its first answer. */
function pour(url: string, first: string, piece: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = open(url);
    const bytes = Buffer.from(piece);
    const reader = answerReader();
    const heard: RawAnswer[] = [];
    const more = () => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on('data', (data) => {
      heard.push(...reader.push(data));
    });
    socket.on('drain', more);
    socket.on('error', () => {});
    socket.on('close', () => {
      resolve(heard[0] ? nameOf(heard[0]) : 'no answer');
    });
    socket.write(first);
    more();
  });
}
