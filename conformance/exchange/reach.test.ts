import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { certificate, elsewhere, expired, key } from '../fixtures/certificate.ts';
import { nobodysHost, serveOnSocket } from '../fixtures/socket.ts';
import { exchange } from './exchange.ts';
import { assertReachable, EndpointUnreachable } from './reach.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** An endpoint on HTTPS, under a certificate that nobody trusts. Its answers repeat the Host of the request. */
async function serveTls(): Promise<URL> {
  const server = createServer({ key, cert: certificate }, (request, response) => {
    response.end(request.headers.host);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.closeAllConnections() }, server);
  return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** What a script writes in a process that trusts a certificate. */
async function runTrusting(certificate: string, script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  open.push({ close: () => rm(folder, { recursive: true }) });
  const file = join(folder, 'ca.pem');
  await writeFile(file, certificate);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: file };
  const args = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, args, { env })).stdout;
}

describe('an endpoint is reached', () => {
  test('when something listens, whatever it is', async () => {
    const endpoint = await serveOnSocket(() => {});
    open.push(endpoint);
    await expect(assertReachable(endpoint.url, 1000)).resolves.toBeUndefined();
  });

  test.each<[string, (url: URL) => URL, string]>([
    [
      'nothing listens',
      (url) => url,
      'the connection was refused; is the endpoint running, and on this port?',
    ],
    ['the host is not known', () => nobodysHost, 'the host is unknown'],
    ['nothing listens on the IPv6 address', ({ port }) => new URL(`http://[::1]:${port}/`), 'http://[::1]:'],
  ])('not when %s', async (_, change, message) => {
    const endpoint = await serveOnSocket(() => {});
    await endpoint.close();
    const reached = assertReachable(change(endpoint.url), 5000);
    await expect(reached).rejects.toThrow(EndpointUnreachable);
    await expect(reached).rejects.toThrow(message);
  });
});

describe('HTTPS', () => {
  test('under a certificate that is not trusted is not reached, and it is said how to trust it', async () => {
    const reached = assertReachable(await serveTls(), 1000);
    await expect(reached).rejects.toThrow(EndpointUnreachable);
    await expect(reached).rejects.toThrow(/certificate is not trusted.*self-signed.*NODE_EXTRA_CA_CERTS/);
  });

  test('spoken to an endpoint of plain HTTP is said to be the mistake', async () => {
    const server = createPlainServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(assertReachable(url, 1000)).rejects.toThrow(/TLS.*http:/);
  });

  test('that says nothing is not waited for longer than a request would be', async () => {
    const server = createSocketServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(assertReachable(url, 50)).rejects.toThrow('no connection within 50 ms');
  });

  test.each<[string, TlsOptions, string, RegExp]>([
    ['of another host', elsewhere, elsewhere.cert, /certificate is for another host.*use the host name/],
    ['that has expired', expired, expired.cert, /certificate is not valid now.*renew it/],
    [
      'by a version that is too old',
      { ...elsewhere, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
      elsewhere.cert,
      /supports no TLS version that Node.js considers secure/,
    ],
  ])('under a certificate %s is not reached, and it is said what to do', async (_, options, ca, message) => {
    const server = createServer(options);
    server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => server.closeAllConnections() }, server);
    const { port } = server.address() as AddressInfo;
    const script = `
      const { assertReachable } = await import(${JSON.stringify(new URL('reach.ts', import.meta.url).href)});
      await assertReachable(new URL('https://127.0.0.1:${port}/'), 5000).catch(({ message }) => console.log(message));`;
    expect(await runTrusting(ca, script)).toMatch(message);
  });

  test('is no answer where the certificate is not trusted', async () => {
    const url = await serveTls();
    const request = { method: 'POST', url, headers: [], parts: [], body: Buffer.alloc(0), chunked: false };
    expect(await exchange(request, 1000)).toMatchObject({ kind: 'failure', failure: 'untrusted' });
  });

  test('goes by the name of the endpoint, whatever Host a request has', async () => {
    const url = await serveTls();
    url.hostname = 'localhost';
    const module = new URL('exchange.ts', import.meta.url).href;
    const script = `
      const { exchange } = await import(${JSON.stringify(module)});
      const headers = [['Host', 'swf.us-east-1.amazonaws.com'], ['Content-Length', '0']];
      const url = new URL(${JSON.stringify(url.href)});
      const request = { method: 'POST', url, headers, parts: [], body: Buffer.alloc(0), chunked: false };
      const answer = await exchange(request, 5000);
      console.log(answer.text ?? answer.message);`;
    expect(await runTrusting(certificate, script)).toBe('swf.us-east-1.amazonaws.com\n');
  });
});
