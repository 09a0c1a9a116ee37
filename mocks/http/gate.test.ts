import { describe, expect, test } from '@jest/globals';
import { barred, type Caller } from './gate.ts';

const curl: Caller = { remoteAddress: '127.0.0.1', headers: { host: '127.0.0.1:8000' } };
const from = (remoteAddress: string): Caller => ({ ...curl, remoteAddress });
const withHeaders = (headers: Caller['headers'], caller = curl): Caller => ({
  ...caller,
  headers: { ...caller.headers, ...headers },
});

describe('the control API without a key', () => {
  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('is open to %s', (address) => {
    expect(barred(from(address), undefined)).toBeUndefined();
  });

  test.each(['10.0.0.7', '::ffff:172.17.0.1', 'fe80::1', '128.127.0.1'])('is closed to %s', (address) => {
    expect(barred(from(address), undefined)).toMatch(/this machine only; start swf-mock with --control-key/);
  });

  test.each(['localhost', 'LOCALHOST:8000', '127.0.0.1', '[::1]:8000'])(
    'may be called by the name %s',
    (host) => {
      expect(barred(withHeaders({ host }), undefined)).toBeUndefined();
    },
  );

  test.each(['page.test:8000', 'localhost.page.test', '127.0.0.1.page.test', ''])(
    'may not be called by the name %j, which a page may have had resolved to this machine',
    (host) => {
      expect(barred(withHeaders({ host }), undefined)).toMatch(/does not name this machine/);
    },
  );
});

describe('the control API with a key', () => {
  const key = 'correct horse';
  test('is open to whoever sends it, from anywhere and by any name', () => {
    const caller = withHeaders({ 'x-swf-mock-key': key, host: 'mock.test' }, from('10.0.0.7'));
    expect(barred(caller, key)).toBeUndefined();
  });

  test.each([undefined, '', 'correct hors', 'correct horse '])(
    'is closed to everybody else, as with %j',
    (sent) => {
      const caller = sent === undefined ? curl : withHeaders({ 'x-swf-mock-key': sent });
      expect(barred(caller, key)).toMatch(/needs the key/);
    },
  );
});

describe('a web page', () => {
  const pages: [string, Caller['headers']][] = [
    ['of another site', { origin: 'https://page.test' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:3000' }],
    ['without an origin of its own', { origin: 'null' }],
    ['that loads an image', { 'sec-fetch-site': 'cross-site' }],
    ['of another port that loads an image', { 'sec-fetch-site': 'same-site' }],
  ];
  test.each(pages)('%s may not use the control API, not even with the key', (_, headers) => {
    expect(barred(withHeaders(headers), undefined)).toMatch(/web page/);
    expect(barred(withHeaders({ ...headers, 'x-swf-mock-key': 'key' }), 'key')).toMatch(/web page/);
  });

  test('that a person opens by its address is none', () => {
    expect(barred(withHeaders({ 'sec-fetch-site': 'none' }), undefined)).toBeUndefined();
  });
});
