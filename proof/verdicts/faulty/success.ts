// The form of success: status, body and headers. Faults of bodies come from the schema of the answer.
import { randomUUID } from 'node:crypto';
import { withValueAt } from '../../../mocks/core/input/pointer.ts';
import { body, headers, json, status } from '../replies.ts';
import { everyNth, successes } from '../transformations.ts';
import type { OutputMember } from './places.ts';
import type { Block } from './table.ts';

const requestId = 'x-amzn-RequestId';
const idElsewhere = headers({ [requestId]: undefined, 'x-amz-request-id': randomUUID() });

export const success: Block[] = [
  {
    service: {
      'success.status': [201, 202, 204, 206].map((code) => [
        `success has status ${code}`,
        successes(status(code)),
      ]),
      'success.empty-body': ['{}', 'null', '\n', '""', '{"ok":true}'].map((text) => [
        `the body of success is ${JSON.stringify(text)}`,
        successes(body(text)),
      ]),
      'success.content-length': [
        ['success has no Content-Length', successes(headers({ 'Content-Length': undefined }))],
      ],
      'success.request-id': [
        ['success has no request id', successes(headers({ [requestId]: undefined }))],
        ['the request id of success is empty', successes(headers({ [requestId]: '' }))],
        ['the request id is in the header x-amz-request-id', successes(idElsewhere)],
      ],
      'success.request-id.uuid': [
        ['the request id is 52 letters and digits', successes(headers({ [requestId]: longId }))],
        ['the request id has no hyphens', successes(headers({ [requestId]: withoutHyphens }))],
      ],
      'success.content-type': [
        'text/html; charset=utf-8',
        'text/plain',
        'application/x-amz-json-1.1',
        'application/xml',
        undefined,
      ].map((type) => [
        `the content type of success is ${type}`,
        successes(headers({ 'Content-Type': type })),
      ]),
    },
    operation: { 'success.empty-body': [['the body of success is {}', successes(body('{}'))]] },
  },
  {
    run: { whole: true },
    service: {
      'success.empty-body': [['every fifth success has the body {}', everyNth(5, successes(body('{}')))]],
      'success.request-id.distinct': [
        ['the request id is always the same', successes(headers({ [requestId]: randomUUID() }))],
      ],
    },
  },
];

/** Only for operations that answer with a body. */
export const outputs: Block[] = [
  {
    operation: {
      '*.response': [
        ['the body of success is empty', successes(body(''))],
        ['the body of success is wrapped in an array', successes(json((value) => [value]))],
        ['the body of success is null', successes(body('null'))],
        ['the body of success is encoded twice', successes(json(JSON.stringify))],
      ],
    },
    output: {
      '*.response': [
        ['a required member is missing', becomes(() => undefined), ifCertain],
        ['a member has a wrong type', becomes(({ schema }) => (schema.type === 'array' ? {} : []))],
      ],
    },
  },
];

function becomes(value: (member: OutputMember) => unknown) {
  return (member: OutputMember) =>
    successes(json((answer) => withValueAt(answer, member.pointer, value(member))));
}

function ifCertain({ certain }: OutputMember): string | undefined {
  return certain ? '**' : undefined;
}

function withoutHyphens(id: string): string {
  return id.replaceAll('-', '');
}

function longId(id: string): string {
  return withoutHyphens(id).toUpperCase().padEnd(52, '7');
}
