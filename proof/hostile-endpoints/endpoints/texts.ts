// Endpoints whose words are meant for whoever shows them: wherever an answer has room for words, they stand.
import { head } from '../../../conformance/fixtures/socket.ts';
import { type Family, type HostileEndpoint, onRequest } from '../endpoint.ts';
import { hostileTexts } from '../texts.ts';

/** All texts in one, without those whose length is what is hostile. */
const everything = Object.values(hostileTexts)
  .filter(({ length }) => length < 1000)
  .join('\n');

export const texts: Family = {
  name: 'hostile texts',
  endpoints: [
    ...Object.entries(hostileTexts).map(([name, text]) => refuses(`says-${name}`, text)),
    ...Object.entries(hostileTexts).map(([name, text]) => page(`page-of-${name}`, text)),
    refuses('says-everything-at-once', everything),
    bytes(
      'says-what-is-no-utf-8',
      Buffer.from('{"__type":"Validation\xffException","message":"\xc3\x28\xed\xa0\x80\xf8"}', 'latin1'),
    ),
    bytes('says-utf-16', Buffer.from('\ufeff{"__type":"ValidationException"}', 'utf16le')),
  ],
};

/** An awsJson error, with the text in headers and in the reason as well, as far as HTTP lets it. */
function refuses(name: string, text: string): HostileEndpoint {
  const error = { __type: text, message: text, ...(text.length < 1000 && { Message: text, code: text }) };
  return bytes(name, Buffer.from(JSON.stringify(error)), text);
}

/** No error but a page. */
function page(name: string, text: string): HostileEndpoint {
  return bytes(name, Buffer.from(text), text, '200 OK');
}

function bytes(name: string, body: Buffer, text = '', status = `400 ${inHeader(text)}`): HostileEndpoint {
  const value = inHeader(text);
  const lines = [status, `X-A: ${value}`, `x-amzn-RequestId: ${value}`, `Content-Type: ${value}`];
  const answer = Buffer.concat([
    Buffer.from(head(...lines, `Content-Length: ${body.byteLength}`), 'latin1'),
    body,
  ]);
  return onRequest(name, 'response', (socket) => socket.end(answer));
}

/** What of a text a header may have: no controls but the upper ones, and not too much. */
function inHeader(text: string): string {
  return Buffer.from(text.slice(0, 300), 'utf8')
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
