// Answers that do not end, or say that they will be longer than anybody can take; and such as are just short enough
// to be taken, over and over.
import { head } from '../../../conformance/fixtures/socket.ts';
import { type Family, type HostileEndpoint, onRequest, pour } from '../endpoint.ts';

const chunked = head('200 OK', 'Transfer-Encoding: chunked');
const ok = 'HTTP/1.1 200 OK\r\n';
const gigabyte = `Content-Length: ${2 ** 30}`;
/** As much of a body as the runner reads. */
const limit = 1 << 21;

export const endless: Family = {
  name: 'without end',
  endpoints: [
    pours('body', 'over-long', head('200 OK'), 'a'),
    pours('body-of-chunks', 'over-long', chunked, `1000\r\n${'a'.repeat(4096)}\r\n`),
    pours('body-of-tiny-chunks', ['over-long', 'timeout'], chunked, '1\r\na\r\n'),
    pours('body-of-a-gigabyte', 'over-long', head('200 OK', gigabyte), 'a'),
    pours('body-of-a-gigabyte-that-does-not-come', 'timeout', head('200 OK', gigabyte), ''),
    pours('length-beyond-counting', 'garbage', head('200 OK', `Content-Length: 1${'0'.repeat(30)}`), 'a'),
    pours('header-lines', 'garbage', ok, 'X-Filler: aaaaaaaaaaaaaaaa\r\n'),
    pours('empty-header-lines', 'garbage', ok, 'a:\r\n'),
    pours('header-value', 'garbage', `${ok}X-Filler: `, 'a'),
    pours('header-name', 'garbage', ok, 'a'),
    pours('blanks-in-a-header', ['garbage', 'timeout'], `${ok}X-Filler:`, ' '),
    pours('reason', 'garbage', 'HTTP/1.1 200 ', 'a'),
    pours('empty-lines-before-the-answer', ['garbage', 'timeout'], '\r\n', '\r\n'),
    pours('continue', 'timeout', '', head('100 Continue')),
    pours('early-hints', 'timeout', '', head('103 Early Hints', 'Link: </a>; rel=preload')),
    pours('trailers', ['garbage', 'cut-short'], `${chunked}0\r\n`, 'X-Trailer: aaaaaaaa\r\n'),
    pours('chunk-extension', 'garbage', `${chunked}1;a=`, 'a'),
    pours('chunk-extensions', ['garbage', 'over-long', 'timeout'], chunked, '1;a=b\r\na\r\n'),
    pours('zeros-of-a-chunk-size', ['garbage', 'timeout'], chunked, '0'),
    pours('answers', ['over-long', 'response'], '', `${head('200 OK', 'Content-Length: 2')}{}`),
    whole('body-just-short-enough', `"${'a'.repeat(limit - 2)}"`),
    whole('body-just-short-enough-of-wide-letters', `"${'é'.repeat(limit / 2 - 1)}"`),
    whole('body-just-short-enough-no-json', 'é'.repeat(limit / 2)),
    whole('error-name-just-short-enough', `{"__type":"${'n'.repeat(limit - 13)}"}`),
    whole('error-message-just-short-enough', message('word ')),
    whole('error-message-just-short-enough-of-wide-words', message('größe ')),
    whole(
      'many-headers',
      '',
      Array.from({ length: 1500 }, (_, index) => `a${index}: b`),
    ),
  ],
};

function pours(
  name: string,
  comes: HostileEndpoint['comes'][number] | HostileEndpoint['comes'],
  first: string,
  then: string,
) {
  return onRequest(`endless-${name}`, comes, (socket) => {
    socket.write(first);
    if (then !== '') pour(socket, then);
  });
}

function whole(name: string, body: string, headers: string[] = []): HostileEndpoint {
  const bytes = Buffer.from(body);
  const answer = Buffer.concat([
    Buffer.from(head('400 Bad Request', ...headers, `Content-Length: ${bytes.byteLength}`)),
    bytes,
  ]);
  // So much eight times at once may be late where the machine is slow.
  return onRequest(name, ['response', 'timeout'], (socket) => socket.end(answer));
}

/** An error whose message is so many words that the body is as long as may be. */
function message(word: string): string {
  const [before, after] = ['{"__type":"ValidationException","message":"', '"}'];
  const room = limit - before.length - after.length;
  return `${before}${word.repeat(Math.floor(room / Buffer.byteLength(word)))}${after}`;
}
