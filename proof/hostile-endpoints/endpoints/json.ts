// JSON that is hard on its readers.
import { head } from '../../../conformance/fixtures/socket.ts';
import { type Family, type HostileEndpoint, onRequest } from '../endpoint.ts';

const deep = 100_000;

export const json: Family = {
  name: 'hostile JSON',
  endpoints: [
    says('deep-lists', `${'['.repeat(deep)}${']'.repeat(deep)}`),
    says('deep-objects', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`),
    says('deep-lists-not-closed', '['.repeat(1 << 21)),
    says('deep-message', `{"__type":"ValidationException","message":${'['.repeat(deep)}${']'.repeat(deep)}}`),
    says('deep-error-name', `{"__type":${'['.repeat(deep)}${']'.repeat(deep)},"message":"a"}`),
    says('many-lists', `[${Array(1 << 19).fill('[]')}]`),
    says('many-members', `{${Array.from({ length: 100_000 }, (_, index) => `"${index}a":0`)}}`),
    says('same-member-many-times', `{${Array(100_000).fill('"__type":"A"')},"__type":"ValidationException"}`),
    says(
      'members-of-objects',
      '{"__proto__":{"__type":"A"},"constructor":{"prototype":{"code":"B"}},"toString":1,"__type":"ValidationException","message":"a"}',
    ),
    says('error-named-constructor', '{"__type":"constructor","message":"a"}'),
    says('error-named-proto', '{"__type":"a#__proto__","message":"a"}'),
    says('huge-number', `{"__type":"ValidationException","message":1${'0'.repeat(1 << 20)}}`),
    says('small-number', '{"__type":"ValidationException","message":1e-999999999}'),
    says('not-a-number', '{"__type":"ValidationException","message":NaN}'),
    says('byte-order-mark', '\ufeff{"__type":"ValidationException","message":"a"}'),
    says('escapes-of-half-pairs', '{"__type":"Validation\\ud83dException","message":"\\ude00"}'),
    says('null', 'null'),
    says('number', '1e5'),
    says('text', '"ValidationException"'),
    says('list', '[{"__type":"ValidationException"}]'),
    says('two-values', '{"__type":"ValidationException"}{"__type":"UnknownResourceFault"}'),
    says('white-space', ' '.repeat(1 << 20)),
    says('white-space-and-no-more-than-a-tag', `${' '.repeat(1 << 20)}<`),
    says('name-of-colons-and-hashes', `{"__type":"${'#:'.repeat(1 << 19)}"}`),
    says('element-and-white-space', `<UnknownOperationException/>${' \n'.repeat(1 << 19)}x`),
  ],
};

function says(name: string, body: string): HostileEndpoint {
  const bytes = Buffer.from(body);
  const lines = [
    '400 Bad Request',
    'Content-Type: application/x-amz-json-1.0',
    `Content-Length: ${bytes.byteLength}`,
  ];
  return onRequest(`json-${name}`, 'response', (socket) => {
    socket.write(head(...lines));
    socket.end(bytes);
  });
}
