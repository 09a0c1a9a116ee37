import { describe, expect, test } from '@jest/globals';
import { describeForm, readError } from './awsjson.ts';

const answer = (text: string, headers: [string, string][] = []) => ({ text, headers });

describe('an error is recognised in each form of the protocol’s own tests', () => {
  const forms: [string, { text: string; headers: [string, string][] }, string][] = [
    ['the header alone', answer('', [['X-Amzn-Errortype', 'FooError']]), 'X-Amzn-Errortype'],
    [
      'the header with a URI',
      answer('', [
        ['X-Amzn-Errortype', 'FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/'],
      ]),
      'X-Amzn-Errortype with URI',
    ],
    [
      'the header with a namespace and a URI',
      answer('', [
        [
          'X-Amzn-Errortype',
          'aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/',
        ],
      ]),
      'X-Amzn-Errortype with namespace with URI',
    ],
    ['code', answer('{"code":"FooError"}'), 'code'],
    ['code with a namespace', answer('{"code":"aws.protocoltests#FooError"}'), 'code with namespace'],
    [
      'code with a namespace and a URI',
      answer('{"code":"aws.protocoltests#FooError:http://internal.amazon.com/coral/"}'),
      'code with namespace with URI',
    ],
    ['__type', answer('{"__type":"FooError"}'), '__type'],
    ['__type with a namespace', answer('{"__type":"aws.protocoltests#FooError"}'), '__type with namespace'],
    [
      '__type with the namespace of another service',
      answer('{"__type":"com.example.other#FooError"}'),
      '__type with namespace',
    ],
    [
      '__type with a namespace and a URI',
      answer('{"__type":"aws.protocoltests#FooError:http://internal.amazon.com/coral/"}'),
      '__type with namespace with URI',
    ],
    [
      'a body in which another, nested object also has a __type',
      answer('{"__type":"aws.protocoltests#FooError","other":{"__type":"aws.protocoltests#BarError"}}'),
      '__type with namespace',
    ],
  ];
  test.each(forms)('%s', (_, response, form) => {
    const error = readError(response);
    expect(error?.name).toBe('FooError');
    expect(error?.forms.map(describeForm)).toEqual([form]);
  });

  test('the header’s name is read in any case', () => {
    expect(readError(answer('', [['x-AMZN-errortype', 'FooError']]))?.name).toBe('FooError');
  });
});

describe('what names an error', () => {
  test('__type is believed before code, and both before the header', () => {
    const header: [string, string][] = [['X-Amzn-Errortype', 'InHeader']];
    expect(readError(answer('{"code":"InCode","__type":"InType"}', header))?.name).toBe('InType');
    expect(readError(answer('{"code":"InCode"}', header))?.name).toBe('InCode');
    const all = readError(answer('{"code":"InCode","__type":"InType"}', header));
    expect(all?.forms.map(({ place }) => place)).toEqual(['__type', 'code', 'header']);
  });

  test('a __type in a nested object alone names nothing', () => {
    expect(readError(answer('{"error":{"__type":"FooError"}}'))).toBeUndefined();
  });

  test.each(['17', 'null', 'true', '["FooError"]', '{"a":"FooError"}', '""'])(
    'a __type that is %s names nothing',
    (value) => {
      expect(readError(answer(`{"__type":${value}}`))).toBeUndefined();
    },
  );

  test('a numeric code beside a __type is passed over', () => {
    expect(readError(answer('{"code":400,"__type":"FooError"}'))?.name).toBe('FooError');
  });

  test.each(['', 'not JSON', '[]', '"__type"', 'null', '<html></html>', '{"__type":"FooError"'])(
    'nothing is named by the body %j',
    (text) => {
      expect(readError(answer(text))).toBeUndefined();
    },
  );
});

describe('the message', () => {
  test('is read from message, or from Message', () => {
    expect(readError(answer('{"__type":"E","message":"one"}'))).toMatchObject({
      message: 'one',
      messageKey: 'message',
    });
    expect(readError(answer('{"__type":"E","Message":"two"}'))).toMatchObject({
      message: 'two',
      messageKey: 'Message',
    });
  });

  test('is absent when it is no text', () => {
    expect(readError(answer('{"__type":"E","message":17}'))).not.toHaveProperty('message');
  });
});

describe('the element that OPTIONS was recorded with', () => {
  test('says which error it is, and is not taken for a __type', () => {
    const error = readError(answer('<UnknownOperationException/>\n'));
    expect(error?.name).toBe('UnknownOperationException');
    expect(error?.forms.map(({ place }) => place)).toEqual(['element']);
  });

  test('no other element names an error', () => {
    expect(readError(answer('<ValidationException/>'))).toBeUndefined();
  });
});

test.each(['', '#', 'ns#', ':http://example.org/', ' '])(
  'a type without a name, %j, names no error',
  (type) => {
    expect(readError({ headers: [], text: JSON.stringify({ __type: type }) })).toBeUndefined();
  },
);
