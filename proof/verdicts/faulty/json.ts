// Bodies: every form of JSON is accepted, and a body that is not a JSON object gets a well-formed client error.
import { descriptionOf, type OperationDescription } from '../../../generated/operations.ts';
import { type Input, inputOf, operationIn, textOf, withText } from '../received.ts';
import { accepted, internalFailure, page, refused, reset, silence } from '../replies.ts';
import type { Received, Replying, Transformation } from '../serve.ts';
import { requests, when } from '../transformations.ts';
import type { Block } from './table.ts';

/** More objects are opened than closed. */
const cutOff = { test: (text: string) => text.split('{').length > text.split('}').length };
const unread = refused('SerializationException', 'The body cannot be read');

export const json: Block[] = [
  {
    service: {
      'protocol.json': [
        ['white space before or after the body is refused', unreadable(/^\s|\s$/), 'json/white-space'],
        ['white space other than a space is refused', unreadable(/[\t\r\n]/), 'json/white-space'],
        ['members must come in the order of the contract', when(isOutOfOrder, unread), 'json/order'],
        ['escapes are rejected', unreadable(/\\/), 'json/escapes'],
        ['escaped slashes are refused', unreadable(/\\\//), 'json/escapes'],
        ['escaped quotation marks are refused', unreadable(/\\"/), 'json/escapes'],
        ['escaped surrogate pairs are refused', unreadable(/\\ud[89ab]..\\ud/i), 'json/escapes'],
        ['escapes in names are refused', unreadable(/\\u[0-9a-f]{4}\w*"\s*:/i), 'json/escaped-names'],
        ['unescaped non-ASCII characters are refused', unreadable(/[^\0-\x7f]/), 'json/raw-utf-8'],
        ['four-byte characters are refused', unreadable(/[\u{10000}-\u{10ffff}]/u), 'json/raw-utf-8'],
        ['escapes in values are not decoded', requests(withEscapesKept), 'json/escaped-token'],
      ],
      'protocol.clients': [['a space after a colon is refused', unreadable(/":\s/), 'clients/aws-cli']],
      'protocol.json.leniency': [['unusual JSON gets a 500', when(isUnusual, internalFailure)]],
      'protocol.json.unknown-member': [
        ['an unknown member gets a 500', when(hasUnknownMember, internalFailure)],
      ],
      'protocol.json.null': [
        ['null for an optional member gets a 500', when(hasOptionalNull, internalFailure)],
      ],
      'protocol.json.malformed': [
        ['a non-object body gets a 500', malformed(/^/, internalFailure)],
        ['a non-object body gets a 400 page', malformed(/^/, page(400))],
        ['a non-object body resets the connection', malformed(/^/, reset)],
      ],
    },
  },
  {
    run: { timeoutMs: 1000, outcome: 'transport' },
    service: {
      'protocol.json.malformed': [
        ['a non-object body gets no answer', malformed(/^/, silence), 'malformed/{empty,cut-off,xml}'],
      ],
    },
  },
  {
    tasks: 'any',
    service: {
      'protocol.json.malformed': [
        ['a non-object body is accepted', malformed(/^/, accepted)],
        ['an array is accepted', malformed(/^\[/, accepted), 'malformed/array'],
        ['single quotes are accepted', malformed(/^\{'/, accepted), 'malformed/single-quotes'],
        ['unquoted names are accepted', malformed(/^\{\w/, accepted), 'malformed/bare-names'],
        ['a trailing comma is accepted', malformed(/,\}$/, accepted), 'malformed/trailing-comma'],
        ['a truncated body is accepted', malformed(cutOff, accepted), 'malformed/cut-off*'],
        ['a raw line break in a string is accepted', malformed(/a\nb/, accepted), 'malformed/raw-newline'],
        ['a form is accepted', malformed(/^\w+=/, accepted), 'malformed/form'],
      ],
    },
  },
];

/** Rejects JSON objects whose text matches. */
function unreadable(pattern: RegExp): Transformation {
  return when((request) => inputOf(request) && pattern.test(textOf(request)), unread);
}

function malformed(pattern: Pick<RegExp, 'test'>, reply: Replying): Transformation {
  return when(
    (request) => request.method === 'POST' && !inputOf(request) && pattern.test(textOf(request)),
    reply,
  );
}

function membersIn(request: Received): { input: Input; members: OperationDescription['members'] } {
  const operation = operationIn(request);
  return { input: inputOf(request) ?? {}, members: operation ? descriptionOf(operation).members : {} };
}

function isOutOfOrder(request: Received): boolean {
  const { input, members } = membersIn(request);
  const [first] = Object.keys(members);
  return first !== undefined && first in input && Object.keys(input)[0] !== first;
}

function hasUnknownMember(request: Received): boolean {
  const { input, members } = membersIn(request);
  return Object.keys(input).some((name) => !(name in members));
}

function hasOptionalNull(request: Received): boolean {
  const { input, members } = membersIn(request);
  return Object.entries(input).some(([name, value]) => value === null && !members[name]?.required);
}

const unusual = [/^\ufeff/, /\} tail$/, /\\u0000 /, /\\ud83d"/, /\ufffd/, /\[{100}/, /^\{("\w+":).*,\1/];

function isUnusual(request: Received): boolean {
  return unusual.some((pattern) => pattern.test(textOf(request)));
}

function withEscapesKept(request: Received): Received {
  const escaped = textOf(request).match(/:\s*"((?:\\u[0-9a-f]{4})+)"/)?.[1];
  return escaped === undefined
    ? request
    : withText(request, textOf(request).replace(escaped, escaped.replaceAll('\\', '\\\\')));
}
