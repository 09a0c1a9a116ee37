// Parses the user's endpoint, and rejects endpoints that may not be used.

import { UsageError } from '../errors.ts';

/** An endpoint that cannot or must not be used as written; the message says why and what to write. */
export class EndpointError extends UsageError {}

/** The domains of the real service, in every partition of AWS, by the list of the AWS SDKs (partitions.json). */
const domains = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'api.aws.ic.gov',
  'sc2s.sgov.gov',
  'api.aws.scloud',
  'cloud.adc-e.uk',
  'api.cloud-aws.adc-e.uk',
  'csp.hci.ic.gov',
  'api.aws.hci.ic.gov',
];

/**
 * The URL of an endpoint. Fails with EndpointError if it is not an HTTP URL, if it has credentials or parts that a request
 * would lose, and if it is the real service and `live` is false, because calls have effects there and cost money.
 *
 * @example readEndpoint('http://127.0.0.1:8000', { live: false }).href // 'http://127.0.0.1:8000/'
 */
export function readEndpoint(text: string, { live }: { live: boolean }): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new EndpointError(
      `the endpoint is not an http or https URL: "${text}"; write it like http://127.0.0.1:8000`,
    );
  }
  if (url.username || url.password) {
    throw new EndpointError(`the endpoint ${url.host} has credentials in its URL; remove them`);
  }
  if (url.search || url.hash) {
    throw new EndpointError(`the endpoint ${url.host} has a query or a fragment in its URL; remove it`);
  }
  const name = `.${url.hostname.replace(/\.+$/, '')}`;
  if (!live && domains.some((domain) => name.endsWith(`.${domain}`))) {
    throw new EndpointError(
      `${url.host} is the real service, where calls have effects and may cost money; to use it anyway, add --live (live: true in code)`,
    );
  }
  return url;
}
