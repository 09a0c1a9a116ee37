// Lets pages of one origin, or of any, send requests from a browser. Without it the preflight gets what the service
// gives (requirement protocol.method.options), and the browser sends nothing.
import type { IncomingMessage } from 'node:http';

/**
 * The headers that let a page read the answer; for a preflight, also those that let it send the request.
 *
 * @param allowed an origin, `*`, or undefined for none
 */
export function corsHeaders(
  allowed: string | undefined,
  { method, headers }: IncomingMessage,
): Record<string, string> {
  if (allowed === undefined || (allowed !== '*' && allowed !== headers.origin)) return {};
  const always = {
    'Access-Control-Allow-Origin': allowed,
    'Access-Control-Expose-Headers': 'x-amzn-RequestId',
    Vary: 'Origin',
  };
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return always;
  return {
    ...always,
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age': '600',
    ...(headers['access-control-request-private-network'] && {
      'Access-Control-Allow-Private-Network': 'true',
    }),
  };
}

/**
 * What browsers send as Origin has no path and no capital letters; anything else would never be met.
 *
 * @throws TypeError when this is no origin
 */
export function checkOrigin(allowed: string | undefined): void {
  if (allowed === undefined || ['*', 'null'].includes(allowed)) return;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#\sA-Z]+$/.test(allowed)) return;
  throw new TypeError(`cors: "${allowed}" is no origin; write it like http://localhost:3000, or "*" for all`);
}
