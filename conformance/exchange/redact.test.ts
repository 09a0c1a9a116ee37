import { describe, expect, test } from '@jest/globals';
import { response } from '../fixtures/sent.ts';
import type { WireRequest } from '../request/request.ts';
import { type Credentials, testCredentials } from '../request/sign.ts';
import { redactor } from './redact.ts';

const credentials: Credentials = {
  accessKeyId: 'AKIACANARYKEY0000000',
  secretAccessKey: 'canary/Secret+0000000000000000000000000(0',
  sessionToken: 'canarySessionToken/00000000+/==',
  secret: true,
};

describe('what is reported', () => {
  test.each([
    'AKIACANARYKEY0000000',
    'canary/Secret+0000000000000000000000000(0',
    'canary\\/Secret+0000000000000000000000000(0',
    encodeURIComponent('canary/Secret+0000000000000000000000000(0'),
    'canarySessionToken/00000000+/==',
  ])('has no %s in any text of it', (secret) => {
    const { redact } = redactor([undefined, testCredentials, credentials]);
    expect(redact({ a: [`before ${secret} after ${secret}`, 17, null, { b: secret }] })).toEqual({
      a: ['before REDACTED after REDACTED', 17, null, { b: 'REDACTED' }],
    });
  });

  test('has no signature made with them', () => {
    const text = `Credential=AKIACANARYKEY0000000/20261120, Signature=${'0a'.repeat(32)}`;
    expect(redactor([credentials]).redact(text)).toBe('Credential=REDACTED/20261120, Signature=REDACTED');
  });

  test('keeps everybody’s credentials, and short ones that are words', () => {
    const local: Credentials = { accessKeyId: 'test', secretAccessKey: 'test', secret: true };
    const text = `a test with AKIAIOSFODNN7EXAMPLE, Signature=${'0a'.repeat(32)}`;
    expect(redactor([testCredentials]).redact(text)).toBe(text);
    expect(redactor([local]).redact(text)).toBe(text);
  });

  const token = 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDTkq+Zx==';
  const session: Credentials = { ...credentials, sessionToken: token };

  test.each([
    ['base64', Buffer.from(token).toString('base64')],
    ['base64 within a longer text', Buffer.from(`X-Amz-Security-Token: ${token}, `).toString('base64')],
    ['base64 of URLs', Buffer.from(`ab${token}`).toString('base64url')],
    ['hexadecimal', Buffer.from(token).toString('hex')],
    ['hexadecimal capitals', Buffer.from(token).toString('hex').toUpperCase()],
    ['percent-encoding', encodeURIComponent(token).replace(/%../g, (code) => code.toLowerCase())],
    ['JSON', token.replaceAll('/', '\\u002F').replaceAll('+', '\\u002b')],
    ['HTML', token.replaceAll('/', '&#x2F;').replaceAll('+', '&#x2B;')],
    ['capitals', token.toUpperCase()],
    ['small letters', token.toLowerCase()],
  ])('has no session token in %s, nor a part of it', (_, written) => {
    const { redact } = redactor([session]);
    expect(redact(`before ${written} after`)).toMatch(/^before \S{0,40}REDACTED\S{0,6} after$/);
    for (const part of [written.slice(-30), written.slice(-45, -8)]) {
      expect(redact(`before ${part} after`)).toMatch(/^before .{0,6}REDACTED.{0,6} after$/);
    }
  });

  test('has no other text that is secret, unless it is a short word', () => {
    const { redact } = redactor([], [undefined, 'control-key', 'key']);
    expect(redact('the key CONTROL-key, Y29udHJvbC1rZXk=')).toBe('the key REDACTED, REDACTEDk=');
  });

  test('has no signature made with them in an answer, in whatever form', async () => {
    const [first, second] = ['0123456789abcdef'.repeat(4), 'fedcba9876543210'.repeat(4)] as [string, string];
    const said = [first.toUpperCase(), second.slice(0, 32), second].join(' ');
    const { redacting } = redactor([credentials]);
    const echo = redacting(async () => ({ ...response(400), text: said }));
    await echo(requestSigned(first), 1);
    expect(await echo(requestSigned(second), 1)).toMatchObject({ text: 'REDACTED REDACTED REDACTED' });
  });

  test('keeps what only resembles a secret: a hash, or many characters that are the same', () => {
    const { redact } = redactor([credentials]);
    const text = `sha256 ${'0123456789abcdef'.repeat(4)}, ${'0'.repeat(40)}, canary/Sec`;
    expect(redact(text)).toBe(text);
  });
});

function requestSigned(signature: string): WireRequest {
  const url = new URL('http://127.0.0.1/');
  const headers: WireRequest['headers'] = [['Authorization', `AWS4-HMAC-SHA256 Signature=${signature}`]];
  return { method: 'POST', url, headers, parts: [], body: Buffer.alloc(0), chunked: false };
}
