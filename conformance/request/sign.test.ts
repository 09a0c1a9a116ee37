import { RespondActivityTaskCompletedCommand, SWFClient } from '@aws-sdk/client-swf';
import { describe, expect, test } from '@jest/globals';
import { isSignedWith, parseRequest, type SignedRequest } from '../fixtures/signature.ts';
import { serveOnSocket } from '../fixtures/socket.ts';
import { type Credentials, sign } from './sign.ts';

const now = new Date('2026-11-20T12:34:56Z');
const url = new URL('http://127.0.0.1:8000/prefix/');
const body = Buffer.from('{"taskToken":"é"}');
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const credentials: Credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey, secret: true };

const headers: [string, string][] = [
  ['HOST', '127.0.0.1:8000'],
  ['Content-Type', 'application/json; charset=UTF-8'],
  ['Content-Encoding', 'amz-1.0'],
  ['x-amz-target', 'SimpleWorkflowService.RespondActivityTaskCompleted'],
  ['User-Agent', 'anything'],
  ['X-Amz-Date', '20261120T123456Z'],
  ['X-Amz-User-Agent', 'aws-sdk-js/3.1048.0'],
  ['X-Amz-Security-Token', 'FwoGZXIvYXdzEBc/+='],
  ['Content-Length', '18'],
];

const authorize = () =>
  sign({ method: 'POST', url, headers, body, region: 'eu-west-1', service: 'swf', credentials, now });

/** The request as the endpoint gets it, signed. */
async function signed(): Promise<SignedRequest> {
  const all: [string, string][] = [...headers, ['authorization', await authorize()]];
  return {
    method: 'POST',
    path: '/prefix/',
    headers: all.map(([name, value]) => [name.toLowerCase(), value]),
    body,
  };
}

describe('a signature', () => {
  test('names the key, the day, the region and the service', async () => {
    expect(await authorize()).toContain(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261120/eu-west-1/swf/aws4_request, ',
    );
  });

  test('covers the host, the content’s headers and every header of AWS, and none that proxies change', async () => {
    expect(await authorize()).toContain(
      'SignedHeaders=content-encoding;content-type;host;x-amz-date;x-amz-security-token;x-amz-target;x-amz-user-agent,',
    );
  });

  test('is the one that the steps of the IAM user guide lead to', async () => {
    const request = await signed();
    expect(isSignedWith(secretAccessKey, request)).toBe(true);
    expect(isSignedWith('another key', request)).toBe(false);
    expect(isSignedWith(secretAccessKey, { ...request, body: Buffer.from('{}') })).toBe(false);
  });

  test('the same steps lead to that of the AWS SDK for JavaScript', async () => {
    const endpoint = await serveOnSocket((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    );
    const client = new SWFClient({ endpoint: endpoint.url.href, region: 'eu-west-1', credentials });
    try {
      await client.send(new RespondActivityTaskCompletedCommand({ taskToken: 'A', result: 'é' }));
    } finally {
      client.destroy();
      await endpoint.close();
    }
    expect(isSignedWith(secretAccessKey, parseRequest(endpoint.requests[0] as Buffer))).toBe(true);
  });
});
