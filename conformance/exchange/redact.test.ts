import { describe, expect, test } from '@jest/globals';
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
    const redact = redactor([undefined, testCredentials, credentials]);
    expect(redact({ a: [`before ${secret} after ${secret}`, 17, null, { b: secret }] })).toEqual({
      a: ['before REDACTED after REDACTED', 17, null, { b: 'REDACTED' }],
    });
  });

  test('has no signature made with them', () => {
    const text = `Credential=AKIACANARYKEY0000000/20261120, Signature=${'0a'.repeat(32)}`;
    expect(redactor([credentials])(text)).toBe('Credential=REDACTED/20261120, Signature=REDACTED');
  });

  test('keeps everybody’s credentials, and short ones that are words', () => {
    const local: Credentials = { accessKeyId: 'test', secretAccessKey: 'test', secret: true };
    const text = `a test with AKIAIOSFODNN7EXAMPLE, Signature=${'0a'.repeat(32)}`;
    expect(redactor([testCredentials])(text)).toBe(text);
    expect(redactor([local])(text)).toBe(text);
  });
});
