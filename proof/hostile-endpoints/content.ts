// Complete answers whose content is hostile: bombs of content codings, deep and wide JSON, names that every JavaScript
// object inherits, a redirect, and text that would do harm where it is shown.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bodyLimit } from '../../conformance/exchange/incoming.ts';
import { head } from '../../conformance/fixtures/socket.ts';
import { answering, type HostileEndpoint, luring, response } from './hostile-endpoint.ts';
import { hostileTexts } from './hostile-texts.ts';

/** Deeper than the stack of whatever descends into it. */
const levels = 20_000;
export const deepList = `${'['.repeat(levels)}${']'.repeat(levels)}`;
const zeros = Buffer.alloc(8 * bodyLimit);
const fault = Buffer.from('{"__type":"UnknownResourceFault","message":"a"}');
const text = hostileTexts.join('\n');
const textHeaders = hostileTexts.map((each, index) => `X-${index}: ${inHeader(each)}`);

export const content: HostileEndpoint[] = [
  coded('a bomb of gzip', 'gzip', gzipSync(zeros)),
  coded('a bomb of deflate', 'deflate', deflateSync(zeros)),
  coded('a bomb of brotli', 'br', brotliCompressSync(zeros)),
  coded('many empty members of gzip', 'gzip', Buffer.concat(Array(30_000).fill(gzipSync('')))),
  coded('the longest content in gzip', 'gzip', gzipSync(`"${'a'.repeat(bodyLimit - 2)}"`)),
  coded('a coding that the body is not in', 'gzip', fault),
  coded('a coding named __proto__', '__proto__', fault),

  answering('an accepted call with lists in lists', 'response', response('200 OK', deepList)),
  error('objects in objects', `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`),
  error('members with lists in lists', `{"__type":${deepList},"code":"A","message":${deepList}}`),
  error('50,000 members', `{${Array.from({ length: 50_000 }, (_, index) => `"${index}a":0`)}}`),
  error(
    'inherited names',
    '{"__proto__":{"__type":"A"},"constructor":{"code":"B"},"toString":1,"code":"constructor","__type":"a#__proto__"}',
  ),

  luring('a redirect to another server', ({ href, host }) => {
    const refresh = [`Refresh: 0; url=${href}`, `Alt-Svc: h2="${host}"`];
    return head('307 Temporary Redirect', `Location: ${href}`, ...refresh, 'Content-Length: 0');
  }),

  error(
    'hostile text in an error',
    JSON.stringify({ __type: text, message: text, Message: text, code: text }),
    ...textHeaders,
  ),
  answering('hostile text in a page', 'response', response('200 OK', text, ...textHeaders)),
  error('no UTF-8', Buffer.from('{"__type":"V\xff","message":"\xc3\x28\xed\xa0\x80\xf8"}', 'latin1')),
];

function error(name: string, body: string | Buffer, ...headers: string[]): HostileEndpoint {
  return answering(name, 'response', response('400 Bad Request', body, ...headers));
}

function coded(name: string, coding: string, body: Buffer): HostileEndpoint {
  return error(name, body, `Content-Encoding: ${coding}`);
}

/** The UTF-8 of a text, as far as Node.js takes it in a header. */
function inHeader(value: string): string {
  const latin1 = Buffer.from(value, 'utf8').toString('latin1');
  return latin1.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
