// Signature Version 4, by the signer that the AWS SDK for JavaScript uses.
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** An access key. `secret` says that it belongs to somebody, so that nothing made with it may be shown. */
export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  secret: boolean;
};

/** What emulators take for credentials, and everybody may know. */
export const testCredentials: Credentials = { accessKeyId: 'test', secretAccessKey: 'test', secret: false };

export type Signable = {
  method: string;
  url: URL;
  headers: [string, string][];
  body: Uint8Array;
  region: string;
  credentials: Credentials;
  now: Date;
};

/** The value of the Authorization header of a request, signed for the service `swf`. */
export async function sign(request: Signable): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = request.credentials;
  const signer = new SignatureV4({
    service: 'swf',
    region: request.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: request.url.protocol,
      hostname: request.url.hostname,
      path: request.url.pathname,
      query: {},
      headers: Object.fromEntries(
        request.headers
          .filter(([name]) => isSigned(name))
          .map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: request.body,
    },
    { signingDate: request.now },
  );
  return signed.headers.authorization as string;
}

function isSigned(name: string): boolean {
  return [
    'host',
    'content-type',
    'content-encoding',
    'x-amz-date',
    'x-amz-target',
    'x-amz-content-sha256',
  ].includes(name.toLowerCase());
}
