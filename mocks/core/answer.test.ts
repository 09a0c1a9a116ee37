import { describe, expect, test } from '@jest/globals';
import { type ErrorName, errors, type FaultOf, operations } from '../../generated/operations.ts';
import { responseValidators } from '../../generated/validators.js';
import { cancel, complete, errorOf, request, send, signedBy } from '../fixtures/request.ts';
import { createMock } from './mock.ts';

const taskToken = 'AAAAKgAAAAEAAAAAAAAAAX9p3pcp3857';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an accepted call', () => {
  test('is answered with 200, nothing in the body, and a request id', async () => {
    const { status, headers, body } = await complete(createMock(), { taskToken, result: 'done' });
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers).toEqual({
      'x-amzn-RequestId': expect.stringMatching(uuid),
      'Content-Type': 'application/x-amz-json-1.0',
      'Content-Length': '0',
    });
  });

  test.each(['application/json; charset=UTF-8', 'application/json', 'application/x-amz-json-1.0'])(
    'gets the content type %s back',
    async (contentType) => {
      const { headers } = await complete(
        createMock(),
        { taskToken },
        { headers: { 'content-type': contentType } },
      );
      expect(headers['Content-Type']).toBe(contentType);
    },
  );

  test('with a foreign content type, or with none, gets application/x-amz-json-1.0', async () => {
    const { 'content-type': _, ...headers } = request('RespondActivityTaskCompleted', {}).headers;
    const body = JSON.stringify({ taskToken });
    const answers = await Promise.all([
      complete(createMock(), { taskToken }, { headers: { 'content-type': 'text/plain' } }),
      createMock().answer({ method: 'POST', url: 'http://localhost/', headers, body }),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'Content-Type': 'application/x-amz-json-1.0' },
      });
    }
  });

  test.each(
    [operations.RespondActivityTaskCompleted, operations.RespondActivityTaskCanceled].flatMap(
      ({ name, targets }) => targets.map((target) => [target, name]),
    ),
  )('may be addressed to %s', async (target, operation) => {
    const swf = createMock();
    expect(await send(swf, '', { taskToken }, { headers: { 'x-amz-target': target } })).toMatchObject({
      status: 200,
    });
    expect(swf.calls()).toMatchObject([{ operation, outcome: 'accepted' }]);
  });

  test('may have members that nobody knows, and null for an optional one', async () => {
    const swf = createMock();
    expect((await complete(swf, { taskToken, result: null, other: 1 })).status).toBe(200);
    expect(swf.task(taskToken).closedBy).toEqual({ event: 'ActivityTaskCompleted' });
  });

  test('may come as bytes', async () => {
    const swf = createMock();
    const body = new TextEncoder().encode(JSON.stringify({ taskToken, result: '完了 🎉' }));
    expect((await complete(swf, '', { body })).status).toBe(200);
    expect(swf.task(taskToken).closedBy?.result).toBe('完了 🎉');
  });
});

describe('a call that breaks a constraint', () => {
  const refusals: [string, object, string][] = [
    [
      'without a token',
      {},
      "1 validation error detected: Value null at 'taskToken' failed to satisfy constraint: Member must not be null",
    ],
    [
      'with null for a token',
      { taskToken: null },
      "1 validation error detected: Value null at 'taskToken' failed to satisfy constraint: Member must not be null",
    ],
    [
      'with an empty token',
      { taskToken: '' },
      "1 validation error detected: Value '' at 'taskToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'with a token of 1025 characters',
      { taskToken: 'x'.repeat(1025) },
      `1 validation error detected: Value '${'x'.repeat(1025)}' at 'taskToken' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    ],
    [
      'with two faults',
      { result: 'x'.repeat(32_769) },
      `2 validation errors detected: Value null at 'taskToken' failed to satisfy constraint: Member must not be null; Value '${'x'.repeat(32_769)}' at 'result' failed to satisfy constraint: Member must have length less than or equal to 32768`,
    ],
  ];
  test.each(refusals)('%s gets ValidationException in the recorded words', async (_, input, message) => {
    const response = await complete(createMock(), input);
    expect(response).toMatchObject({
      status: 400,
      headers: { 'Content-Type': 'application/x-amz-json-1.0' },
    });
    expect(JSON.parse(response.body)).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message,
    });
  });

  test('in several members names them in the order of the contract', async () => {
    const response = await send(createMock(), 'PollForActivityTask', {
      identity: 'x'.repeat(257),
      domain: '',
    });
    expect(JSON.parse(response.body).message).toMatch(
      /^3 validation errors detected: Value '' at 'domain' .*; Value null at 'taskList' .*; Value 'x+' at 'identity' /,
    );
  });

  test('leaves the task open', async () => {
    const swf = createMock();
    expect(errorOf(await cancel(swf, { taskToken, details: 'x'.repeat(32_769) }))).toBe(
      'ValidationException',
    );
    expect((await cancel(swf, { taskToken, details: 'x'.repeat(32_768) })).status).toBe(200);
  });

  test('is judged in characters, whatever their bytes', async () => {
    expect((await complete(createMock(), { taskToken, result: '語'.repeat(32_768) })).status).toBe(200);
    expect((await complete(createMock(), { taskToken, result: '🎉'.repeat(32_768) })).status).toBe(200);
  });
});

describe('a body that cannot be read', () => {
  const invalidUtf8 = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
  const bodies: [string, string | Uint8Array][] = [
    ['empty', ''],
    ['cut short', '{"taskToken":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a text', '"taskToken"'],
    ['a number', '5'],
    ['no UTF-8', invalidUtf8],
    ['headed by a byte order mark', new TextEncoder().encode('\ufeff{"taskToken":"X"}')],
    ['followed by something', '{"taskToken":"X"} x'],
    ['nested deeply', '['.repeat(200_000)],
    ['nested deeply in a member', `{"taskToken":"X","result":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ];
  test.each(bodies)('because it is %s gets SerializationException with a Message', async (_, body) => {
    const response = await complete(createMock(), '', { body });
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body)).toEqual({
      __type: 'com.amazon.coral.service#SerializationException',
      Message: expect.stringMatching(
        /^The request body is not (JSON|a JSON object|UTF-8)$|can not be converted/,
      ),
    });
  });

  test('is recorded with what could be read of it, as far as that is small', async () => {
    const swf = createMock();
    await complete(swf, '{"taskToken":');
    await complete(swf, { taskToken: 5, result: 'Y', other: 1 });
    await complete(swf, { taskToken, result: Array(2_000).fill(0) });
    await complete(swf, { taskToken: '', result: 'Y' });
    await send(swf, 'PollForActivityTask', { domain: 'd', taskList: { name: 5, other: 1 } });
    await send(swf, 'PollForActivityTask', { domain: 'd', taskList: ['orders'] });
    expect(swf.calls().map(({ input }) => input)).toEqual([
      {},
      { taskToken: 5, result: 'Y' },
      { taskToken },
      { taskToken: '', result: 'Y' },
      { domain: 'd', taskList: { name: 5 } },
      { domain: 'd', taskList: ['orders'] },
    ]);
    expect(swf.calls()[1]?.reason).toBe('taskToken is to be a string, not 5');
    expect(swf.calls()[2]?.reason).toBe('result is to be a string, not so much else');
  });

  test('has its value cut in the reason', async () => {
    const swf = createMock();
    await complete(swf, { taskToken, result: ['x'.repeat(200)] });
    expect(swf.calls()[0]?.reason).toBe(`result is to be a string, not ["${'x'.repeat(78)}`);
  });

  test.each([
    [5, 'java.lang.Short'],
    [70_000, 'java.lang.Integer'],
    [2 ** 40, 'java.lang.Long'],
    [0.5, 'java.lang.Double'],
    [true, 'java.lang.Boolean'],
    [[], 'java.util.ArrayList'],
    [{}, 'java.util.LinkedHashMap'],
  ])('because the token is %j names the class %s', async (value, name) => {
    const response = await complete(createMock(), { taskToken: value });
    expect(JSON.parse(response.body)).toEqual({
      __type: 'com.amazon.coral.service#SerializationException',
      Message: `class ${name} can not be converted to an String`,
    });
  });
});

describe('a request that is no call', () => {
  test('OPTIONS gets 404, one element of XML and no content type', async () => {
    const swf = createMock();
    const response = await send(swf, '', '', { method: 'OPTIONS' });
    expect(response).toEqual({
      status: 404,
      headers: { 'x-amzn-RequestId': expect.stringMatching(uuid), 'Content-Length': '29' },
      body: '<UnknownOperationException/>\n',
    });
    expect(swf.calls()).toEqual([]);
  });

  test.each(['GET', 'PUT', 'DELETE', 'HEAD'])('%s is refused', async (method) => {
    const response = await complete(createMock(), { taskToken }, { method });
    expect(response.status).toBe(400);
    expect(errorOf(response)).toBe('UnknownOperationException');
  });

  test.each([
    '',
    'SimpleWorkflowService.',
    'SimpleWorkflowService.CountOpenWorkflowExecutions',
    'constructor',
  ])('the target %j is refused', async (target) => {
    const response = await send(createMock(), '', '{}', { headers: { 'x-amz-target': target } });
    expect(response.status).toBe(400);
    expect(errorOf(response)).toBe('UnknownOperationException');
  });

  test('for an operation that is not mocked says which are', async () => {
    const { body } = await send(createMock(), 'CountOpenWorkflowExecutions', '{}');
    expect(body).toContain(
      `The operation CountOpenWorkflowExecutions is not mocked; mocked are ${Object.keys(operations).join(', ')}`,
    );
  });

  test('is told to those who listen, until they stop', async () => {
    const swf = createMock();
    const heard: string[] = [];
    const stop = swf.onCall(({ outcome }) => heard.push(outcome));
    await complete(swf, { taskToken });
    stop();
    await complete(swf, { taskToken });
    expect(heard).toEqual(['accepted']);
  });

  test('is recorded with the reason, and with as much of its target as names may have', async () => {
    const swf = createMock();
    await complete(swf, { taskToken }, { method: 'PUT' });
    await send(swf, '', '{}', { headers: { 'x-amz-target': '' } });
    await send(swf, 'x'.repeat(1_000), '{}');
    expect(swf.calls().slice(0, 2)).toMatchObject([{ reason: 'method PUT' }, { reason: 'target missing' }]);
    expect(swf.calls()[2]).toMatchObject({ target: `SimpleWorkflowService.${'x'.repeat(234)}`, input: {} });
  });

  test.each([
    ['text', (body: string) => body],
    ['bytes', (body: string) => new TextEncoder().encode(body)],
  ])('may have 1 MB as %s, header lines included, and no byte more', async (_, encode) => {
    const swf = createMock();
    const lines =
      'x-amz-target: SimpleWorkflowService.RespondActivityTaskCompleted\r\ncontent-type: application/x-amz-json-1.0\r\n';
    const start = '{"taskToken":"é","x":"';
    const padding = 1_048_576 - lines.length - new TextEncoder().encode(`${start}"}`).length;
    const ask = (more: number) =>
      complete(swf, '', { body: encode(`${start}${'x'.repeat(padding + more)}"}`) });
    expect((await ask(0)).status).toBe(200);
    expect(errorOf(await ask(1))).toBe('SerializationException');
    expect(swf.calls()[1]?.reason).toBe('1048577 bytes');
  });

  test('is as large as the adapter says that has counted it', async () => {
    const response = await complete(createMock(), { taskToken }, { size: 1_048_577 });
    expect(errorOf(response)).toBe('SerializationException');
  });

  test('more than 1 MB, headers included, is refused', async () => {
    const swf = createMock();
    const padding = (size: number) => `{"taskToken":"${taskToken}","padding":"${'x'.repeat(size)}"}`;
    expect(errorOf(await complete(swf, padding(1_048_576)))).toBe('SerializationException');
    expect((await complete(swf, padding(1_040_000))).status).toBe(200);
  });
});

describe('where a call is addressed', () => {
  const hosts: [string, string][] = [
    ['https://swf.eu-west-1.amazonaws.com/', 'eu-west-1'],
    ['https://swf.cn-north-1.amazonaws.com.cn/', 'cn-north-1'],
    ['https://swf-fips.us-gov-west-1.amazonaws.com:443/', 'us-gov-west-1'],
  ];
  test.each(hosts)('%s is in region %s, whatever the signature says', async (url, region) => {
    const swf = createMock();
    await complete(swf, { taskToken }, { url, ...signedBy('AKID', 'ap-south-1') });
    expect(swf.calls()).toMatchObject([{ region, accessKeyId: 'AKID' }]);
  });

  test('the Host header counts like the URL', async () => {
    const swf = createMock();
    await complete(swf, { taskToken }, { headers: { host: 'swf.eu-west-3.amazonaws.com' } });
    expect(swf.calls()).toMatchObject([{ region: 'eu-west-3' }]);
  });

  test('is not told by what is longer than any key or region', async () => {
    const swf = createMock();
    await complete(swf, { taskToken: 'A' }, signedBy('x'.repeat(10_000)));
    await complete(swf, { taskToken: 'B' }, signedBy('AKID', 'x'.repeat(10_000)));
    expect(swf.calls()).toMatchObject([{ region: 'us-east-1' }, { region: 'us-east-1' }]);
    expect(swf.calls().map(({ accessKeyId }) => accessKeyId)).toEqual(['', 'AKID']);
  });

  test('elsewhere the credential scope tells the region, and without one the mock has its own', async () => {
    const swf = createMock({ region: 'sa-east-1' });
    await complete(swf, { taskToken: 'A' }, signedBy('AKID', 'ap-south-1'));
    await complete(swf, { taskToken: 'B' });
    expect(swf.calls()).toMatchObject([{ region: 'ap-south-1' }, { region: 'sa-east-1' }]);
    expect(swf.calls()[1]).not.toHaveProperty('accessKeyId');
  });

  test('a task is unknown outside its region', async () => {
    const swf = createMock();
    const task = swf.openTask({ region: 'eu-west-1' });
    expect(errorOf(await complete(swf, task, signedBy('AKID', 'us-east-1')))).toBe('UnknownResourceFault');
    expect(swf.calls()[0]?.reason).toBe('the task belongs to region eu-west-1, the call came for us-east-1');
    expect((await complete(swf, task, signedBy('AKID', 'eu-west-1'))).status).toBe(200);
  });

  test('the retired AWS3 scheme tells the access key', async () => {
    const swf = createMock();
    const headers = {
      'x-amzn-authorization': 'AWS3 AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE,Algorithm=HmacSHA256',
    };
    await complete(swf, { taskToken }, { headers });
    expect(swf.calls()).toMatchObject([{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', region: 'us-east-1' }]);
    await complete(swf, {}, { headers: { 'x-amzn-authorization': 'AWS3 AWSAccessKeyId=AKID' } });
    await complete(swf, {}, { headers: { 'x-amzn-authorization': 'AWS3' } });
    expect(swf.calls()[1]).toMatchObject({ accessKeyId: 'AKID' });
    expect(swf.calls()[2]).toMatchObject({ accessKeyId: '' });
  });
});

const faultsOfOthers = Object.values(operations)
  .flatMap(({ faults }): readonly string[] => faults)
  .filter((fault) => !(operations.RespondActivityTaskCompleted.faults as readonly string[]).includes(fault));

test.each((Object.keys(errors) as ErrorName[]).filter((error) => !faultsOfOthers.includes(error)))(
  '%s, when prescribed, is as the contract describes it',
  async (error) => {
    const swf = createMock();
    swf.on('RespondActivityTaskCompleted').fails(error as FaultOf<'RespondActivityTaskCompleted'>);
    const { status, headers, body } = await complete(swf, { taskToken });
    const validate = responseValidators.RespondActivityTaskCompleted[String(status) as '400'];
    const received = {
      status,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: JSON.parse(body),
    };
    expect([validate(received), validate.errors]).toEqual([true, null]);
    expect(received.body.__type).toBe(`${errors[error].namespace}#${error}`);
  },
);
