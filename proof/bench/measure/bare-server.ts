// The least that could answer over node:http: it reads the body, parses it, and always sends the bytes that swf-mock
// sends for a call that is accepted. What swf-mock costs more than this is what it does more than this.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const headers = {
  'x-amzn-RequestId': '01234567-89ab-4cde-8f01-23456789abcd',
  'Content-Type': 'application/x-amz-json-1.0',
  'Content-Length': '0',
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString());
    response.writeHead(200, headers);
    response.end();
  });
});
server.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
