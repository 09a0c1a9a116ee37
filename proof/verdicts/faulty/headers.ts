// Headers of requests: the spelling of names, content types, codings, and headers that only some clients send.
import type { CorpusOperation } from '../../../generated/case-types.ts';
import { withHeader, withText } from '../received.ts';
import { changed, internalFailure, page, refused, status } from '../replies.ts';
import type { Received, Replying, Transformation } from '../serve.ts';
import { requests, when } from '../transformations.ts';
import type { Block } from './table.ts';

const unsupported = refused('SerializationException', 'The header is not supported');
const error415 = changed(unsupported, status(415));
const ofOtherCase = '{headers/{lower,upper}-case,clients/sdk-js}';
const ofSdks = '{headers/extra,clients/{aws-cli,boto3,sdk-js}}';
const ofAmzJson = '{content-type/amz-json,operation/accepted}';

/** An endpoint that reads no target does not seem to have an operation of another document, which is left untested. */
const ifTargetIsRequired = ({ document }: CorpusOperation) =>
  document === undefined ? '{headers/upper-case,clients/boto3}' : undefined;

export const headers: Block[] = [
  {
    service: {
      '{protocol.header-names,protocol.clients}': [
        ['only X-Amz-Target is read', onlySpelled('X-Amz-Target'), ofOtherCase],
        ['only x-amz-target is read', onlySpelled('x-amz-target'), ifTargetIsRequired],
        ['CONTENT-TYPE is refused', when(hasCapitals, unsupported), 'headers/upper-case'],
      ],
      'protocol.clients': [
        ['Accept: */* is refused', header('accept', /^\*\/\*$/, unsupported), 'headers/extra'],
        ['a narrow Accept header gets a 406 page', header('accept', /text\//, page(406)), 'clients/paws'],
        ['unknown user agents get a 403', header('user-agent', /paws|Mozilla/, page(403)), 'clients/paws'],
        ['SDK headers are refused', header('amz-sdk-invocation-id', /^/, unsupported), ofSdks],
      ],
      '{protocol.content-type.amz-json,protocol.operation}': [
        ['application/x-amz-json-1.0 is refused', contentType(/x-amz-json-1\.0$/), ofAmzJson],
      ],
      'protocol.content-type.json': [
        ['application/json with a charset is refused', contentType(/^application\/json;/)],
      ],
      'protocol.content-type.other': [['other content types get a 415 page', when(hasOtherType, page(415))]],
      '{protocol.content-encoding,protocol.content-type.json}': [
        ['any content encoding gets a 415 page', header('content-encoding', /^/, page(415))],
      ],
      'protocol.sample': [
        ['the content encoding amz-1.0 gets a 415 error', header('content-encoding', /^amz-1\.0$/, error415)],
        ['browsers get a 403 page', header('user-agent', /^Mozilla/, page(403))],
      ],
      'protocol.sample.as-printed': [
        ['the retired signature gets a 500', header('x-amzn-authorization', /^/, internalFailure)],
        ['the sample as printed gets a 403 page', header('x-amzn-authorization', /^/, page(403))],
      ],
      'protocol.chunked': [
        ['a chunked body gets a 411 page', header('transfer-encoding', /^/, page(411))],
        ['a chunked body is read as empty', requests(withoutChunks)],
      ],
    },
  },
];

function header(name: string, pattern: RegExp, reply: Replying): Transformation {
  return when(({ headers }) => name in headers && pattern.test(headers[name] ?? ''), reply);
}

function contentType(pattern: RegExp): Transformation {
  return header('content-type', pattern, unsupported);
}

function onlySpelled(name: string): Transformation {
  return requests((request) =>
    request.spelling.includes(name) ? request : withHeader(request, name.toLowerCase(), undefined),
  );
}

function hasCapitals({ spelling }: Received): boolean {
  return spelling.includes('CONTENT-TYPE');
}

function hasOtherType({ method, headers }: Received): boolean {
  const documented = ['application/x-amz-json-1.0', 'application/json; charset=UTF-8'];
  return method === 'POST' && !documented.includes(headers['content-type'] ?? '');
}

function withoutChunks(request: Received): Received {
  return 'transfer-encoding' in request.headers ? withText(request, '') : request;
}
