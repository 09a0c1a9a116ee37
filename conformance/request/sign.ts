// Signature Version 4, by the signer that the AWS SDK for JavaScript uses.
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * An access key. `secret` says that it belongs to somebody, so that nothing made with it may be shown. `environment` is
 * the prefix of the environment variables that hold it; AWS, unless given.
 */
export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  secret: boolean;
  environment?: string;
};

/** What emulators take for credentials, and everybody may know. */
export const testCredentials: Credentials = { accessKeyId: 'test', secretAccessKey: 'test', secret: false };

/** A request, as far as its signature depends on it. */
export type Signable = {
  method: string;
  url: URL;
  headers: [string, string][];
  body: Uint8Array;
  region: string;
  /** As the credential scope names it. */
  service: string;
  credentials: Credentials;
  now: Date;
};

/**
 * The value of the Authorization header of a request, signed
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). `headers` are those that
 * are sent; X-Amz-Date, when it is among them, has to be that of `now`.
 */
export async function sign(request: Signable): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = request.credentials;
  const signer = new SignatureV4({
    service: request.service,
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

/** The guide asks for the host and every header of AWS; what proxies add or change is left out. */
function isSigned(name: string): boolean {
  return /^(host|content-type|content-encoding|x-amz-.*)$/i.test(name);
}

type Data = string | ArrayBuffer | ArrayBufferView;

/**
 * The hash by Node's own crypto, in the form in which the signer takes it: in JavaScript it takes longer than everything
 * else that a request of 32 kB needs. The hash of what it is updated with; with a secret, the HMAC.
 */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytesOf(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
