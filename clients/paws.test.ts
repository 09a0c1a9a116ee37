// paws, the AWS SDK for R, which is not to be had from npm or Debian: what paws 0.7.7 on R 4.2.2 sent, captured from a
// socket, is sent again byte for byte. How paws reads the answers is in docs/clients.md.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningMock, startSwfMock } from './swf-mock.ts';

/** The captured requests. In the file lines end with LF, and empty lines stand between requests. */
const captures = readFileSync(new URL('./fixtures/paws.http', import.meta.url), 'utf8')
  .split(/\n{3,}(?=POST )/)
  .map((capture) => {
    const [head = '', body = ''] = capture.split('\n\n');
    const operation = /X-Amz-Target: SimpleWorkflowService\.(\w+)/.exec(head)?.[1];
    return {
      name: `${operation} with ${body.trim()}`,
      bytes: `${head.replaceAll('\n', '\r\n')}\r\n\r\n${body.trim()}`,
    };
  });

/** Sends bytes as they are, and returns status, headers in lower case and body of the answer. */
function exchange(endpoint: string, bytes: string) {
  const { hostname, port } = new URL(endpoint);
  return new Promise<{ status: number; headers: string; body: string }>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let received = '';
    socket.setEncoding('utf8').on('data', (text) => {
      received += text;
      const [, head = '', body = ''] = /^(.*?)\r\n\r\n(.*)$/s.exec(received) ?? [];
      if (head === '' || body.length < Number(/content-length: (\d+)/i.exec(head)?.[1])) return;
      socket.destroy();
      resolve({ status: Number(head.split(' ')[1]), headers: head.toLowerCase(), body });
    });
    socket.on('error', reject);
  });
}

describe('requests as paws sent them', () => {
  let mock: RunningMock;
  beforeAll(async () => {
    mock = await startSwfMock();
  });
  // All of them name the same task.
  beforeEach(() => mock.control('POST', 'reset'));
  afterAll(() => mock?.stop());

  test('there are three', () => expect(captures).toHaveLength(3));

  test.each(captures)('$name is accepted, with an answer that paws reads as success', async ({ bytes }) => {
    const { status, headers, body } = await exchange(mock.url, bytes);
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers).toContain('x-amzn-requestid: ');
    expect(await mock.closingEvent('X')).toBeDefined();
  });

  test.each(captures)(
    '$name for a closed task gets an UnknownResourceFault with its namespace',
    async ({ bytes }) => {
      await exchange(mock.url, bytes);
      const { status, body } = await exchange(mock.url, bytes);
      expect(status).toBe(400);
      expect(JSON.parse(body)).toMatchObject({
        __type: expect.stringMatching(/^[^#]+#UnknownResourceFault$/),
      });
    },
  );
});
