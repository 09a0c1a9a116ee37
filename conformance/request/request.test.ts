import { describe, expect, test } from '@jest/globals';
import { caseOf, readCorpus } from '../cases/corpus.ts';
import { isSignedWith } from '../fixtures/signature.ts';
import { buildRequest, type RequestContext, type WireRequest } from './request.ts';
import { testCredentials } from './sign.ts';

const corpus = readCorpus();
const context: RequestContext = {
  endpoint: new URL('http://127.0.0.1:8000'),
  region: 'us-east-1',
  service: 'swf',
  credentials: testCredentials,
  tokens: { prepared: 'TOKEN', sibling: 'OTHER', madeUp: (length = 576) => 'M'.repeat(length) },
  now: new Date('2026-11-20T12:34:56.789Z'),
};

const build = (id: string, changed: Partial<RequestContext> = {}) =>
  buildRequest(caseOf(corpus, id).request, { ...context, ...changed });

const textOf = (request: WireRequest) => Buffer.from(request.body).toString('utf8');
const headerOf = ({ headers }: WireRequest, name: string) =>
  headers.find(([each]) => each.toLowerCase() === name)?.[1];

/** The sample request of RespondActivityTaskCompleted in the API reference, line by line. */
const printed = `POST / HTTP/1.1
Host: swf.us-east-1.amazonaws.com
User-Agent: Mozilla/5.0 (Windows; U; Windows NT 6.1; en-US; rv:1.9.2.25) Gecko/20111212 Firefox/3.6.25 ( .NET CLR 3.5.30729; .NET4.0E)
Accept: application/json, text/javascript, */*
Accept-Language: en-us,en;q=0.5
Accept-Encoding: gzip,deflate
Accept-Charset: ISO-8859-1,utf-8;q=0.7,*;q=0.7
Keep-Alive: 115
Connection: keep-alive
Content-Type: application/x-amz-json-1.0
X-Requested-With: XMLHttpRequest
X-Amz-Date: Mon, 16 Jan 2012 03:56:15 GMT
X-Amz-Target: SimpleWorkflowService.RespondActivityTaskCompleted
Content-Encoding: amz-1.0
X-Amzn-Authorization: AWS3 AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE,Algorithm=HmacSHA256,SignedHeaders=Host;X-Amz-Date;X-Amz-Target;Content-Encoding,Signature=M+ygHbMHSHJiVrsAQTW/BfkgHoNzLPnPD+dVywJiPXE=
Referer: http://swf.us-east-1.amazonaws.com/explorer/index.html
Content-Length: 638
Pragma: no-cache
Cache-Control: no-cache

{"taskToken": "AAAAKgAAAAEAAAAAAAAAAX9p3pcp3857oLXFUuwdxRU5/zmn9f40XaMF7VohAH4jOtjXpZu7GdOzEi0b3cWYHbG5b5dpdcTXHUDPVMHXiUxCgr+Nc/wUW9016W4YxJGs/jmxzPln8qLftU+SW135Q0UuKp5XRGoRTJp3tbHn2pY1vC8gDB/K69J6q668U1pd4Cd9o43//lGgOIjN0/Ihg+DO+83HNcOuVEQMM28kNMXf7yePh31M4dMKJwQaQZG13huJXDwzJOoZQz+XFuqFly+lPnCE4XvsnhfAvTsh50EtNDEtQzPCFJoUeld9g64V/FS/39PHL3M93PBUuroPyHuCwHsNC6fZ7gM/XOKmW4kKnXPoQweEUkFV/J6E6+M1reBO7nJADTrLSnajg6MY/viWsEYmMw/DS5FlquFaDIhFkLhWUWN+V2KqiKS23GYwpzgZ7fgcWHQF2NLEY3zrjam4LW/UW5VLCyM3FpVD3erCTi9IvUgslPzyVGuWNAoTmgJEWvimgwiHxJMxxc9JBDR390iMmImxVl3eeSDUWx8reQltiviadPDjyRmVhYP8", "result": "customer credit card verified"}`;

describe('the documented sample', () => {
  test('is sent byte for byte as printed: its printed length is that of the body with CR LF and a space', async () => {
    const request = await build('completed/sample/as-printed');
    const head = request.headers.map(([name, value]) => `${name}: ${value}`);
    expect([`${request.method} / HTTP/1.1`, ...head, '', textOf(request)].join('\n')).toBe(
      printed.replace('", "result"', '",\r\n "result"'),
    );
    expect(request.body.byteLength).toBe(638);
  });

  test('carries no signature of today', async () => {
    const request = await build('completed/sample/as-printed');
    expect(request.signature).toBeUndefined();
    expect(headerOf(request, 'authorization')).toBeUndefined();
  });
});

test('the length that is sent is that of the bytes that are sent, in every request of the corpus', async () => {
  for (const { given, request } of corpus.cases) {
    for (const each of [...given.map((step) => step.request), request]) {
      const wire = await buildRequest(each, context);
      const length = headerOf(wire, 'content-length');
      if (wire.chunked) expect(length).toBeUndefined();
      else if (each.method === 'POST' || wire.body.byteLength > 0) {
        expect(length).toBe(String(wire.body.byteLength));
      }
    }
  }
});

test('the length counts bytes, not characters', async () => {
  const request = await build('completed/json/raw-utf-8');
  expect(textOf(request)).toContain('日本');
  expect(headerOf(request, 'content-length')).toBe(String(Buffer.byteLength(textOf(request))));
});

test('a token that needs escapes is put in as JSON asks', async () => {
  const prepared = 'é "\\/\n';
  const tokens = { ...context.tokens, prepared };
  for (const id of [
    'completed/operation/accepted',
    'completed/json/escaped-token',
    'completed/clients/boto3',
  ]) {
    const request = await build(id, { tokens });
    expect(JSON.parse(textOf(request)).taskToken).toBe(prepared);
  }
});

describe('headers', () => {
  test('that the case does not have are added: Host first, signature and length last', async () => {
    const request = await build('completed/operation/known');
    expect(request.headers.map(([name]) => name)).toEqual([
      'Host',
      'Content-Type',
      'X-Amz-Target',
      'X-Amz-Date',
      'Authorization',
      'Content-Length',
    ]);
    expect(headerOf(request, 'host')).toBe('127.0.0.1:8000');
    expect(headerOf(request, 'x-amz-date')).toBe('20261120T123456Z');
  });

  test('stay where and as the case has them', async () => {
    const request = await build('completed/clients/sdk-js');
    expect(request.headers.map(([name]) => name)).toEqual([
      'content-type',
      'x-amz-target',
      'content-length',
      'x-amz-user-agent',
      'user-agent',
      'host',
      'amz-sdk-invocation-id',
      'amz-sdk-request',
      'x-amz-date',
      'x-amz-content-sha256',
      'authorization',
      'Connection',
    ]);
  });

  test('of a signature are left out without credentials', async () => {
    const request = await build('completed/headers/lower-case', { credentials: undefined });
    expect(headerOf(request, 'authorization')).toBeUndefined();
    expect(headerOf(request, 'x-amz-target')).toBe('SimpleWorkflowService.RespondActivityTaskCompleted');
  });

  test('say in which chunks the body comes instead of its length', async () => {
    const request = await build('completed/framing/chunked');
    expect(headerOf(request, 'transfer-encoding')).toBe('chunked');
    expect(headerOf(request, 'content-length')).toBeUndefined();
  });

  test('have no placeholder left, in any request of the corpus', async () => {
    for (const { given, request } of corpus.cases) {
      for (const each of [...given.map((step) => step.request), request]) {
        const { headers } = await buildRequest(each, context);
        expect(headers.map(([, value]) => value).join()).not.toContain('${');
      }
    }
  });
});

describe('the signature', () => {
  const temporary = {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    sessionToken: 'FwoGZXIvYXdzEBc/+=',
    secret: true,
  };

  test.each(['completed/operation/known', 'completed/clients/sdk-js', 'completed/clients/boto3'])(
    'of temporary credentials comes with their session token, in %s',
    async (id) => {
      const request = await build(id, { credentials: temporary });
      expect(headerOf(request, 'x-amz-security-token')).toBe(temporary.sessionToken);
    },
  );

  test('is right for every signed request of the corpus', async () => {
    for (const { request } of corpus.cases) {
      const { method, headers, body, signature } = await buildRequest(request, {
        ...context,
        credentials: temporary,
      });
      if (!signature || body.byteLength > 1 << 20) continue;
      const lowerCase = headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
      const received = { method, path: '/', headers: lowerCase, body: Buffer.from(body) };
      expect(isSignedWith(temporary.secretAccessKey, received)).toBe(true);
    }
  });
});
