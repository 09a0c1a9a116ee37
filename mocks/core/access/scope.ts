// Where a request is addressed to and who signed it. The API is regional: a token is unknown outside its region
// (requirement protocol.scope). The host tells the region, else the credential scope of the signature.
import { service } from '../../../generated/operations.ts';
import type { WireRequest } from '../wire.ts';

export type Scope = {
  region: string;
  /** As the signature names it; absent when the request is not signed, empty when the key cannot be read. */
  accessKeyId?: string;
};

/**
 * Reads the scope of a request. The signature is not verified: a mock has no secrets to verify it with.
 *
 * @example
 * scopeOf({ url: 'https://swf.eu-west-1.amazonaws.com/', headers: {}, … }, 'us-east-1') // { region: 'eu-west-1' }
 */
export function scopeOf(
  { url, headers }: Pick<WireRequest, 'url' | 'headers'>,
  defaultRegion: string,
): Scope {
  const signed = credentialOf(url, headers);
  const region = regionOfHost(hostOf(url)) ?? regionOfHost(headers.host) ?? signed?.region ?? defaultRegion;
  return signed ? { region, accessKeyId: signed.accessKeyId } : { region };
}

/** The region that an endpoint of the service names, as the contract lists its servers. */
export function regionOfHost(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  for (const pattern of hosts) {
    const region = pattern.exec(host)?.[1];
    if (region !== undefined) return region.toLowerCase();
  }
  return undefined;
}

const hosts = service.hosts.map(
  (host) => new RegExp(`^${host.replaceAll('.', '\\.').replace('*', '([a-z0-9-]+)')}(?::\\d+)?$`, 'i'),
);

function hostOf(url: string): string | undefined {
  return url.match(/^[a-z]+:\/\/([^/?#]+)/i)?.[1];
}

/**
 * Who signed a request, in whichever way: Signature Version 4 in the header or in the query, Version 2, the retired
 * AWS3 scheme. A region counts only beside the name of the service: boto 2 signs for an endpoint on 127.0.0.1 as
 * `/0/127/`. What is longer than any key or region is none, since both stay in memory with tasks and calls.
 */
function credentialOf(url: string, headers: Record<string, string>): Credential | undefined {
  const { authorization, 'x-amzn-authorization': retired } = headers;
  const signature = authorization ?? retired ?? queryOf(url)?.match(signedQuery)?.[0];
  if (signature === undefined) return undefined;
  const accessKeyId = accessKeys.map((form) => form.exec(signature)?.[1]).find((key) => key !== undefined);
  const region = scopeOfService.exec(signature)?.[1];
  return {
    accessKeyId: accessKeyId === undefined ? '' : ownText(accessKeyId),
    ...(region !== undefined && { region: ownText(region) }),
  };
}

type Credential = { accessKeyId: string; region?: string };

const accessKeys = [
  /\bCredential=([^/,\s]{1,128})(?:[/,\s]|$)/,
  /^AWS ([^:,\s]{1,128}):/,
  /\bAWSAccessKeyId=([^,&\s]{1,128})(?:[,&\s]|$)/,
];

const scopeOfService = new RegExp(
  `\\bCredential=[^/,]{1,128}/[^/,]{0,64}/([^/,\\s]{1,64})/${service.signingName}/aws4_request`,
);

const signedQuery = /(?:^|&)(?:X-Amz-Credential|AWSAccessKeyId)=[^&]*/i;

function queryOf(url: string): string | undefined {
  const start = url.indexOf('?');
  if (start < 0) return undefined;
  // Slashes come encoded.
  return url.slice(start + 1).replaceAll(/%2F/gi, '/');
}

/** A part of a text that was cut out of it keeps the whole of it in memory; a part of a new text, no more than that. */
const ownText = (part: string) => ` ${part}`.slice(1);
