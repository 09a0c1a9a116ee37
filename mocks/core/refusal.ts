// Errors: which one, in which words, and how it travels. Types and message keys come from the contract; the texts
// are the recorded ones where there are recordings (docs/decisions/0010-words-of-errors.md).
import { type ErrorName, errors } from '../../generated/operations.ts';
import { byteLength, type WireResponse } from './wire.ts';

export type Refusal = {
  error: ErrorName;
  /** What the client reads; the usual text when there is nothing more precise. */
  message?: string | undefined;
  /** What the author of a test wants to know, for records and logs; it never travels. */
  reason?: string | undefined;
};

/** What is said when there is nothing more precise. InternalFailure says nothing. */
const usualMessages: { [E in ErrorName]?: string } = {
  UnknownResourceFault: 'Unknown activity, scheduledEventId = 5',
  OperationNotPermittedFault: 'The caller is not permitted to perform this operation',
  UnrecognizedClientException: 'The security token included in the request is invalid.',
  ThrottlingException: 'Rate exceeded',
  UnknownOperationException: 'The operation is unknown',
};

/**
 * The response that carries an error: long `__type`, message under the key that the contract gives, the content type
 * of the request.
 *
 * @example
 * refusalResponse({ error: 'ThrottlingException', message: 'Rate exceeded' }, id, 'application/x-amz-json-1.0').body
 * // {"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}
 */
export function refusalResponse(refusal: Refusal, requestId: string, contentType: string): WireResponse {
  const { namespace, messageKey, status } = errors[refusal.error];
  const message = refusal.message ?? usualMessages[refusal.error];
  const body = JSON.stringify({ __type: `${namespace}#${refusal.error}`, [messageKey]: message });
  return response(status, body, requestId, contentType);
}

/** A response with the headers that every answer of the service has. */
export function response(
  status: number,
  body: string,
  requestId: string,
  contentType?: string,
): WireResponse {
  return {
    status,
    headers: {
      'x-amzn-RequestId': requestId,
      ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
      'Content-Length': String(byteLength(body)),
    },
    body,
  };
}

/** The content type to answer with: the request's own when it is one of the service's, else application/x-amz-json-1.0. */
export function contentTypeFor(requested: string | undefined): string {
  return requested && /^application\/(json|x-amz-json-1\.0)\s*(;|$)/i.test(requested)
    ? requested
    : 'application/x-amz-json-1.0';
}
