// Real clients with Stoplight Prism: as the mock behind the service's wire, and as a proxy that tells what breaks the
// contract.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { awsCli, found } from './aws-cli.ts';
import { type Call, theTwo } from './client.ts';
import { type Program, startProgram } from './program.ts';
import { boto3 } from './programs.ts';
import { type RunningMock, startSwfMock } from './swf-mock.ts';

(found === undefined ? describe.skip : describe)(`${awsCli.name} against swf-mock --engine prism`, () => {
  let mock: RunningMock;
  beforeAll(async () => {
    mock = await startSwfMock('--engine', 'prism');
  });
  afterAll(() => mock?.stop());

  test.each(theTwo)('$operation is accepted', async ({ operation, text }) => {
    const input = { taskToken: 'AAAAKgAAAAEAAAAAAAAAAX9p3pcp3857', [text]: 'été 完了 🎉' };
    expect(await awsCli.call({ endpoint: mock.url, operation, input })).toMatchObject({ succeeded: true });
  });

  test.each(theTwo)('$operation with a token of 1025 characters is refused', async ({ operation }) => {
    const input = { taskToken: 'A'.repeat(1025) };
    expect(await awsCli.call({ endpoint: mock.url, operation, input })).toMatchObject({
      succeeded: false,
      code: 'ValidationException',
      message: expect.stringContaining('1024 characters'),
    });
  });
});

(boto3 === undefined ? describe.skip : describe)('boto3, a faulty server, and Prism between them', () => {
  /** Refuses everything, and forgets to say with which fault. */
  let faulty: Server;
  let endpoint: string;
  beforeAll(async () => {
    faulty = createServer((request, reply) => {
      request.resume();
      reply.setHeader('Content-Type', 'application/x-amz-json-1.0');
      reply.setHeader('x-amzn-RequestId', '0976f0f4-3ff6-11e1-9a27-0760db01a4a8');
      reply.writeHead(400).end('{"message":"Unknown activity, scheduledEventId = 5"}');
    });
    await new Promise<void>((resolve) => faulty.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(faulty.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    faulty.close();
    faulty.closeAllConnections();
  });

  test('boto3 sees what the server says, and the proxy tells what is wrong with it', async () => {
    const options = ['--engine', 'prism', '--proxy', endpoint, '--fail-on-violation', '--log', 'pretty'];
    const proxy = await startSwfMock(...options);
    const client = startProgram(boto3 as Program);
    const call: Call = {
      endpoint,
      operation: 'RespondActivityTaskCompleted',
      input: { taskToken: 'X', result: 'done' },
    };
    const direct = await client.call(call);
    const proxied = await client.call({ ...call, endpoint: proxy.url });
    await client.stop?.();
    const { code, stderr } = await proxy.stop();
    expect(proxied).toEqual(direct);
    expect(proxied).toMatchObject({ class: 'ClientError' });
    expect(stderr).toMatch(
      /^violation: RespondActivityTaskCompleted \/response\/body \(required\): .*'__type'/m,
    );
    expect(stderr).toMatch(/^swf-mock: 1 request passed, 1 of them of the contract; \d+ violations?$/m);
    expect(code).toBe(1);
  });
});
