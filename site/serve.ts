// Serves a built site on a port of this machine, under any path, as a plain server of files does: to look at it, and
// for the tests.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export type ServedSite = {
  /** With a slash at the end: `http://127.0.0.1:49152/some/path/`. */
  url: string;
  /** What was asked for and is not there, or is not asked for with GET: `POST /some/path/reference/endpoint/`. */
  strayed: string[];
  close(): void;
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.yaml': 'text/yaml; charset=utf-8',
};

/** @param base the path under which the site lies, with a slash at both ends */
export async function serveSite(folder: string, base = '/', port = 0): Promise<ServedSite> {
  const strayed: string[] = [];
  const server = createServer((request, reply) => {
    answer(folder, base, request, reply).catch(() => {
      strayed.push(`${request.method} ${request.url}`);
      reply.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    strayed,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  folder: string,
  base: string,
  { method, url = '/' }: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  if (method !== 'GET' || !path.startsWith(base)) throw new Error(`${method} ${path} is not served`);
  const name = normalize(path.slice(base.length)) + (path.endsWith('/') ? '/index.html' : '');
  if (name.startsWith('..')) throw new Error(`${path} is outside the site`);
  const content = await readFile(join(folder, name));
  reply.writeHead(200, { 'Content-Type': types[extname(name)] ?? 'application/octet-stream' }).end(content);
}
