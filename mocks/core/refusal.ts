// Errors: which one, in which words, and how it travels. Types, message keys and the usual texts come from the contract
// (docs/decisions/0010-words-of-errors.md).
import { type ErrorName, errors } from '../../generated/operations.ts';
import { byteLength, type WireResponse } from './wire.ts';

export type Refusal = {
  error: ErrorName;
  /** What the client reads; the usual text when there is nothing more precise. */
  message?: string | undefined;
  /** What the author of a test wants to know, for records and logs; it never travels. */
  reason?: string | undefined;
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
  const { namespace, messageKey, status, message: usual } = errors[refusal.error];
  const message = refusal.message ?? usual ?? undefined;
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
