// Where a request is addressed to and who signed it. The API is regional: a token is unknown outside its region
// (requirement protocol.scope). The host tells the region, else the credential scope of the signature.
import { service } from '../../../generated/operations.ts';
import type { WireRequest } from '../wire.ts';

export type Scope = {
  region: string;
  /** As the signature names it; absent when the request is not signed. */
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
  const signed = credentialOf(headers);
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
 * Signature Version 4 has key and scope in `Credential`; the retired AWS3 scheme has the key alone. Both stay in memory
 * with tasks and calls: what is longer than any key or region is none.
 */
function credentialOf(headers: Record<string, string>): { accessKeyId: string; region?: string } | undefined {
  const current = headers.authorization?.match(credential);
  if (current?.[1] && current[2]) return { accessKeyId: ownText(current[1]), region: ownText(current[2]) };
  const retired = headers['x-amzn-authorization']?.match(/AWSAccessKeyId=([^,\s]{1,128})(?:[,\s]|$)/)?.[1];
  return retired ? { accessKeyId: ownText(retired) } : undefined;
}

const credential = new RegExp(
  `\\bCredential=([^/,\\s]{1,128})/[^/,]{0,64}/([^/,\\s]{1,64})/${service.signingName}/aws4_request`,
);

/** A part of a text that was cut out of it keeps the whole of it in memory; a part of a new text, no more than that. */
const ownText = (part: string) => ` ${part}`.slice(1);
