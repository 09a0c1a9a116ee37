// The printed commands, run by a shell, against what the runner itself sends.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CaseRequest, readCorpus } from '../cases/corpus.ts';
import { randomToken } from '../exchange/context.ts';
import { exchange } from '../exchange/exchange.ts';
import { isSignedWith, parseRequest } from '../fixtures/signature.ts';
import { type SocketEndpoint, serveOnSocket } from '../fixtures/socket.ts';
import { curlCommand } from './curl.ts';
import { buildRequest, type WireRequest } from './request.ts';
import { type Credentials, testCredentials } from './sign.ts';

const run = promisify(execFile);
const { cases } = readCorpus();

let endpoint: SocketEndpoint;
beforeAll(async () => {
  endpoint = await serveOnSocket((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
});
afterAll(() => endpoint.close());

function build(request: CaseRequest, credentials: Credentials | undefined = testCredentials) {
  return buildRequest(request, {
    endpoint: endpoint.url,
    region: 'us-east-1',
    service: 'swf',
    credentials,
    tokens: { prepared: 'it\'s "quoted" \\ $HOME `id` %s é日😀', sibling: 'sibling', madeUp: randomToken },
    now: new Date('2026-11-20T12:34:56Z'),
  });
}

async function receivedFrom(send: () => Promise<unknown>): Promise<Buffer> {
  const before = endpoint.requests.length;
  await send();
  expect(endpoint.requests).toHaveLength(before + 1);
  return endpoint.requests[before] as Buffer;
}

const byCurl = (request: WireRequest, environment: NodeJS.ProcessEnv = {}) =>
  receivedFrom(() =>
    run('sh', ['-c', curlCommand(request)], { env: { PATH: process.env.PATH, ...environment } }),
  );
const byRunner = (request: WireRequest) => receivedFrom(() => exchange(request, 5000));

describe('the curl command sends the bytes that the runner sends', () => {
  test.each(
    cases.map(({ id, given, request }) => ({
      id,
      requests: [...given.map((step) => step.request), request],
    })),
  )('$id', async ({ requests }) => {
    for (const each of requests) {
      const request = await build(each);
      const [expected, received] = [await byRunner(request), await byCurl(request)];
      if (!received.equals(expected)) expect(received.toString('latin1')).toBe(expected.toString('latin1'));
    }
  });
});

test('the command is no longer than a page, whatever the length of the body', async () => {
  for (const { request } of cases) {
    const wire = await build(request);
    if (wire.parts.some((part) => typeof part === 'object')) {
      expect(curlCommand(wire).length).toBeLessThan(4000);
    }
  }
});

describe('with credentials that belong to somebody', () => {
  const canary: Credentials = {
    accessKeyId: 'AKIACANARYKEY0000000',
    secretAccessKey: 'canarySecret/0000000000000000000000000000',
    sessionToken: 'canarySessionToken/0000000000000000',
    secret: true,
    environment: 'OTHER',
  };
  const environment = {
    OTHER_ACCESS_KEY_ID: canary.accessKeyId,
    OTHER_SECRET_ACCESS_KEY: canary.secretAccessKey,
    OTHER_SESSION_TOKEN: canary.sessionToken,
  };

  test('no command shows them, nor what was signed with them', async () => {
    for (const { request } of cases) {
      const wire = await build(request, canary);
      const command = curlCommand(wire);
      expect(command).not.toMatch(/canary/i);
      const authorization = wire.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
      const signature = authorization?.match(/Signature=(.*)/)?.[1];
      if (signature) expect(command).not.toContain(signature);
    }
  });

  test.each([
    'completed/operation/known',
    'completed/clients/boto3',
    'completed/content-type/json-with-amz-encoding',
  ])('the command for %s takes them from the environment and signs anew', async (id) => {
    const { request } = cases.find((each) => each.id === id) as { request: CaseRequest };
    const wire = await build(request, canary);
    const received = parseRequest(await byCurl(wire, environment));
    expect(received.headers).toContainEqual(['x-amz-security-token', canary.sessionToken]);
    expect(isSignedWith(canary.secretAccessKey, received)).toBe(true);
    expect(received.body.equals(Buffer.from(wire.body))).toBe(true);
  });
});
