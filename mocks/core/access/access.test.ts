import { describe, expect, test } from '@jest/globals';
import { cancel, complete, errorOf, poll, signedBy } from '../../fixtures/request.ts';
import { createMock } from '../mock.ts';
import type { WireRequest } from '../wire.ts';
import type { AccessDocument } from './access.ts';
import type { Condition } from './condition.ts';
import type { PolicyDocument, PolicyStatement } from './policy.ts';

const allow = (statement: Partial<PolicyStatement>) =>
  ({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...statement } }) as PolicyDocument;
const deny = (statement: Partial<PolicyStatement>) => allow({ Effect: 'Deny', ...statement });
const billing = 'arn:aws:swf:us-east-1:123456789012:/domain/billing';

/** Whether each call, on a task of the domain, is let through. */
async function permitted(
  access: AccessDocument,
  { domain = 'billing', key = 'AKID', region = 'us-east-1' } = {},
) {
  const swf = createMock({ access });
  const [a, b] = [swf.openTask({ domain, region }), swf.openTask({ domain, region })];
  const answers = [
    await complete(swf, a, signedBy(key, region)),
    await cancel(swf, b, signedBy(key, region)),
  ];
  return answers.map((answer) => errorOf(answer) === undefined);
}

describe('a caller', () => {
  test('may do everything when there is no access document', async () => {
    const swf = createMock();
    expect((await complete(swf, { taskToken: 'A' })).status).toBe(200);
  });

  test('whom nobody allows anything gets OperationNotPermittedFault, and the task stays open', async () => {
    const swf = createMock({ access: { OTHER: allow({}) } });
    const { taskToken } = swf.openTask({ domain: 'billing' });
    const { status, body } = await complete(swf, { taskToken }, signedBy('AKID'));
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      __type: 'com.amazonaws.swf.base.model#OperationNotPermittedFault',
      message: expect.any(String),
    });
    expect(swf.calls()[0]?.reason).toBe('AKID may not do this in domain billing');
    expect(swf.task(taskToken).state).toBe('open');
  });

  test('may do what an Action allows, whatever the case of its letters', async () => {
    expect(await permitted({ AKID: allow({ Action: 'SWF:respondactivitytaskcompleted' }) })).toEqual([
      true,
      false,
    ]);
    expect(await permitted({ AKID: allow({ Action: ['swf:RespondActivityTaskC*'] }) })).toEqual([true, true]);
    expect(await permitted({ AKID: allow({ Action: 'swf:RespondActivityTaskCa?celed' }) })).toEqual([
      false,
      true,
    ]);
    expect(await permitted({ AKID: allow({ Action: 's3:*' }) })).toEqual([false, false]);
    const several = ['s3:*', 'swf:RespondActivityTaskCanceled'];
    expect(await permitted({ AKID: allow({ Action: several }) })).toEqual([false, true]);
  });

  test('may do it in the domains that a Resource names', async () => {
    const access = { AKID: allow({ Resource: billing }) };
    expect(await permitted(access)).toEqual([true, true]);
    expect(await permitted(access, { domain: 'shipping' })).toEqual([false, false]);
    expect(await permitted(access, { region: 'eu-west-1' })).toEqual([false, false]);
    const everywhere = { AKID: allow({ Resource: 'arn:aws:swf:*:123456789012:/domain/b*' }) };
    expect(await permitted(everywhere, { region: 'eu-west-1' })).toEqual([true, true]);
    const capital = { AKID: allow({ Resource: 'arn:aws:swf:*:*:/domain/Billing' }) };
    expect(await permitted(capital, { domain: 'Billing' })).toEqual([true, true]);
    expect(await permitted(capital)).toEqual([false, false]);
  });

  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('in %s is held against ARNs of the partition %s', async (region, partition) => {
    const resource = `arn:${partition}:swf:${region}:123456789012:/domain/billing`;
    expect(await permitted({ AKID: allow({ Resource: resource }) }, { region })).toEqual([true, true]);
  });

  test('may not do what an explicit Deny names, whoever allows it', async () => {
    const access = { AKID: [allow({}), deny({ Action: 'swf:RespondActivityTaskCanceled' })], '*': allow({}) };
    expect(await permitted(access)).toEqual([true, false]);
    expect(await permitted({ AKID: allow({}), '*': deny({ Resource: billing }) })).toEqual([false, false]);
  });

  test('may do everything but what NotAction and NotResource name', async () => {
    const { Action: _, ...rest } = { Action: '*', NotAction: 'swf:RespondActivityTaskCompleted' };
    expect(await permitted({ AKID: { Statement: { Effect: 'Allow', Resource: '*', ...rest } } })).toEqual([
      false,
      true,
    ]);
    const elsewhere = { Statement: { Effect: 'Allow', Action: '*', NotResource: billing } } as const;
    expect(await permitted({ AKID: elsewhere })).toEqual([false, false]);
    expect(await permitted({ AKID: elsewhere }, { domain: 'shipping' })).toEqual([true, true]);
  });

  test('is judged at once, however many asterisks a policy has', async () => {
    const Action = `swf:${'*d'.repeat(40)}*x`;
    const Resource = `arn:${'*l'.repeat(40)}*x`;
    for (const pattern of [{ Action }, { Resource }]) {
      const access = { '*': allow(pattern) };
      const swf = createMock({ domain: 'l'.repeat(256), access });
      expect(errorOf(await complete(swf, { taskToken: 'A' }))).toBe('OperationNotPermittedFault');
    }
  });

  test('who does not sign is spoken of by "*" alone', async () => {
    const task = { taskToken: 'A' };
    expect(errorOf(await complete(createMock({ access: { AKID: allow({}) } }), task))).toBe(
      'OperationNotPermittedFault',
    );
    expect((await complete(createMock({ access: { '*': allow({}) } }), task)).status).toBe(200);
    const swf = createMock({ access: { undefined: allow({}) } });
    expect(errorOf(await complete(swf, task))).toBe('OperationNotPermittedFault');
    expect(swf.calls()[0]?.reason).toBe('an unsigned caller may not do this in domain default');
  });

  const headers = (authorization: string) => ({ headers: { authorization } });
  const inQuery = (query: string) => ({ url: `http://127.0.0.1:8000/?${query}` });
  const signatures: [string, Partial<WireRequest>][] = [
    [
      'for another service, as boto 2 does for 127.0.0.1',
      headers('AWS4-HMAC-SHA256 Credential=AKID/20260116/0/127/aws4_request, Signature=0'),
    ],
    [
      'for another service',
      headers('AWS4-HMAC-SHA256 Credential=AKID/20260116/us-east-1/execute-api/aws4_request, Signature=0'),
    ],
    [
      'for several regions',
      headers('AWS4-ECDSA-P256-SHA256 Credential=AKID/20260116/swf/aws4_request, Signature=0'),
    ],
    ['without a scope', headers('AWS4-HMAC-SHA256 Credential=AKID, Signature=0')],
    ['with Version 2', headers('AWS AKID:c2lnbmF0dXJl')],
    ['with AWS3', { headers: { 'x-amzn-authorization': 'AWS3 AWSAccessKeyId=AKID,Algorithm=HmacSHA256' } }],
    [
      'in the query',
      inQuery('X-Amz-Credential=AKID%2F20260116%2Fus-east-1%2Fswf%2Faws4_request&X-Amz-Signature=0'),
    ],
    ['in the query, with Version 2', inQuery('AWSAccessKeyId=AKID&Signature=0')],
  ];
  test.each(signatures)('is known by the key that signs %s', async (_, signed) => {
    const swf = createMock({ access: { AKID: deny({}), '*': allow({}) } });
    const { taskToken } = swf.openTask();
    expect(errorOf(await complete(swf, { taskToken }, signed))).toBe('OperationNotPermittedFault');
    expect(swf.calls()[0]).toMatchObject({ accessKeyId: 'AKID', region: 'us-east-1' });
    expect((await complete(swf, { taskToken })).status).toBe(200);
  });

  test.each([
    `AWS4-HMAC-SHA256 Credential=${'A'.repeat(129)}/20260116/us-east-1/swf/aws4_request, Signature=0`,
    'AWS4-HMAC-SHA256 Signature=0',
    'Bearer AKID',
  ])('is denied where there are policies and the key cannot be read: %s', async (authorization) => {
    const swf = createMock({ access: { AKID: deny({}), '*': allow({}) } });
    const { taskToken } = swf.openTask();
    expect(errorOf(await complete(swf, { taskToken }, headers(authorization)))).toBe(
      'OperationNotPermittedFault',
    );
    expect(swf.calls()[0]?.reason).toMatch(/a caller whose key cannot be read/);
    swf.setAccess(undefined);
    expect((await complete(swf, { taskToken }, headers(authorization))).status).toBe(200);
  });

  test('is judged by the account that the mock was told', async () => {
    const resource = 'arn:aws:swf:us-east-1:999999999999:/domain/default';
    const swf = createMock({ account: '999999999999', access: { '*': allow({ Resource: resource }) } });
    expect((await complete(swf, { taskToken: 'A' })).status).toBe(200);
  });

  test('is judged by the document that was set last, and by the first one after a reset', async () => {
    const swf = createMock({ access: { '*': allow({}) } });
    swf.setAccess({});
    expect(errorOf(await complete(swf, { taskToken: 'A' }))).toBe('OperationNotPermittedFault');
    swf.setAccess(undefined);
    expect(errorOf(await complete(swf, { taskToken: 'A' }))).toBeUndefined();
    swf.setAccess({});
    swf.reset();
    expect(errorOf(await complete(swf, { taskToken: 'A' }))).toBeUndefined();
  });
});

describe('a Condition on the task list of a poll', () => {
  /** The task lists that a caller may poll. */
  async function pollable(condition: Condition, Effect: 'Allow' | 'Deny' = 'Allow') {
    const statement = { Effect, Action: 'swf:Poll*', Resource: '*', Condition: condition } as const;
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
    const Statement = Effect === 'Deny' ? [everything, statement] : statement;
    const swf = createMock({ access: { '*': { Statement } } });
    const lists = ['orders', 'ORDERS', 'orders-eu', 'returns'];
    const allowed = [];
    for (const taskList of lists) {
      swf.schedule({ taskList });
      if (errorOf(await poll(swf, taskList)) === undefined) allowed.push(taskList);
    }
    return allowed;
  }
  const key = 'swf:taskList.name';

  test.each<[Condition, string[]]>([
    [{ StringEquals: { [key]: 'orders' } }, ['orders']],
    [{ StringEquals: { [key]: ['orders', 'returns'] } }, ['orders', 'returns']],
    [{ StringNotEquals: { [key]: ['orders', 'returns'] } }, ['ORDERS', 'orders-eu']],
    [{ StringEqualsIgnoreCase: { [key]: 'Orders' } }, ['orders', 'ORDERS']],
    [{ StringNotEqualsIgnoreCase: { [key]: 'Orders' } }, ['orders-eu', 'returns']],
    [{ StringLike: { [key]: 'orders*' } }, ['orders', 'orders-eu']],
    [{ StringNotLike: { [key]: 'order?' } }, ['ORDERS', 'orders-eu', 'returns']],
    [{ StringEqualsIfExists: { [key]: 'orders' } }, ['orders']],
    [{ StringLike: { [key]: 'o*' }, StringNotEquals: { [key]: 'orders' } }, ['orders-eu']],
  ])('%j lets through what it names', async (condition, allowed) => {
    expect(await pollable(condition)).toEqual(allowed);
  });

  test('may deny', async () => {
    expect(await pollable({ StringLike: { [key]: 'orders*' } }, 'Deny')).toEqual(['ORDERS', 'returns']);
  });

  test('may spell the key in any case, as IAM does', async () => {
    expect(await pollable({ StringEquals: { 'SWF:tasklist.NAME': 'orders' } } as Condition)).toEqual([
      'orders',
    ]);
  });

  test.each<[Condition, boolean]>([
    [{ StringEquals: { [key]: 'orders' } }, false],
    [{ StringEqualsIfExists: { [key]: 'orders' } }, true],
    [{ StringNotEquals: { [key]: 'orders' } }, true],
  ])('%j, of an operation that has none, is as in IAM', async (condition, isAllowed) => {
    const swf = createMock({ access: { '*': allow({ Condition: condition }) } });
    expect((await complete(swf, { taskToken: 'A' })).status === 200).toBe(isAllowed);
  });
});

describe('a policy that cannot work is refused when the mock is made:', () => {
  const refusals: [string, unknown, RegExp][] = [
    [
      'a policy of nobody',
      allow({}),
      /access: it has a policy for each access key id, or for "\*": write \{ "\*": \{ Statement: … \} \}/,
    ],
    [
      'a Condition on a parameter',
      {
        AKID: {
          Statement: [
            {
              Effect: 'Allow',
              Action: '*',
              Resource: '*',
              Condition: { StringEquals: { 'swf:taskToken': 'A' } },
            },
          ],
        },
      },
      /access: AKID, statement 1: a Condition on swf:taskToken cannot work: no policy can constrain the parameters of these operations .*; it can name swf:taskList.name/,
    ],
    [
      'a Condition on a key that the operations of the statement do not have',
      {
        AKID: allow({
          Action: 'swf:Respond*',
          Condition: { StringEquals: { 'swf:taskList.name': 'orders' } },
        }),
      },
      /a Condition on swf:taskList\.name cannot work: no policy can constrain the parameters of these operations \(Amazon SWF API Reference, Access Control\)$/,
    ],
    [
      'a Condition on a global key, of which the mock knows nothing',
      { AKID: allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } } as object) },
      /statement 1: Condition: the mock knows no aws:SourceIp/,
    ],
    [
      'a Condition with an operator for other things than texts',
      { AKID: allow({ Condition: { NumericEquals: { 'swf:taskList.name': '1' } } } as object) },
      /Condition: the mock knows no NumericEquals; it knows StringEquals, StringNotEquals/,
    ],
    ['an empty Condition', { AKID: allow({ Condition: {} }) }, /Condition is empty/],
    ...[null, 'StringEquals', [{ StringEquals: {} }]].map((Condition): (typeof refusals)[number] => [
      `the Condition ${JSON.stringify(Condition)}`,
      { AKID: allow({ Condition } as object) },
      /AKID, statement 1: Condition: it is no object/,
    ]),
    [
      'a Condition that compares with nothing',
      { AKID: allow({ Condition: { StringLike: { 'swf:taskList.name': [] } } }) },
      /Condition\.StringLike\.swf:taskList\.name is empty/,
    ],
    [
      'a Condition that compares with no text',
      { AKID: allow({ Condition: { StringLike: { 'swf:taskList.name': [1] } } } as object) },
      /Condition\.StringLike\.swf:taskList\.name: 1 is no text/,
    ],
    [
      'a Principal',
      { AKID: allow({ Principal: '*' } as object) },
      /"Principal" does not belong here; known are Sid, Effect, Action/,
    ],
    [
      'an Effect that does not exist',
      { AKID: allow({ Effect: 'allow' as 'Allow' }) },
      /statement 1: Effect: "allow" is none of Allow, Deny/,
    ],
    [
      'no Action',
      { AKID: { Statement: { Effect: 'Allow', Resource: '*' } } },
      /exactly one of Action and NotAction/,
    ],
    ['Action and NotAction', { AKID: allow({ NotAction: '*' }) }, /exactly one of Action and NotAction/],
    [
      'an Action without a service',
      { AKID: allow({ Action: 'RespondActivityTaskCompleted' }) },
      /"RespondActivityTaskCompleted" is no Action; write "swf:/,
    ],
    [
      'a Resource that is no ARN',
      { AKID: allow({ Resource: 'billing' }) },
      /"billing" is no Resource; write "arn:aws:swf:/,
    ],
    ['an empty list', { AKID: allow({ Action: [] }) }, /Action is empty/],
    [
      'a member with a typing error',
      { AKID: allow({ Resources: '*' } as object) },
      /"Resources" does not belong here; known are Sid/,
    ],
    [
      'an unknown version',
      { AKID: { Version: '2012-10-18', Statement: [] } },
      /AKID: Version: "2012-10-18" is none of 2012-10-17, 2008-10-17/,
    ],
    ['no Statement', { AKID: {} }, /AKID: it has no Statement/],
    ['no object', { AKID: [allow({}), 'allow'] }, /AKID, policy 2: it is no object/],
    ['null for a policy', { AKID: null }, /AKID: it is no object/],
    ['a list in place of the access document', [], /an object with a policy for each access key id/],
    ['null in place of it', null, /an object with a policy for each access key id/],
  ];
  test.each(refusals)('%s', (_, access, why) => {
    expect(() => createMock({ access: access as AccessDocument })).toThrow(why);
  });
});
