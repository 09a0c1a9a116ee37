// Signature Version 4, with the signer of the AWS SDK for JavaScript.
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * An access key. `secret` means that neither it nor anything made with it may be shown. `environment` is the prefix of the
 * environment variables that contain it. Default: AWS.
 */
export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  secret: boolean;
  environment?: string;
};

/** Dummy credentials, which emulators accept and which are not secret. */
export const testCredentials: Credentials = { accessKeyId: 'test', secretAccessKey: 'test', secret: false };

/** The parts of a request that its signature depends on. */
export type Signable = {
  method: string;
  url: URL;
  headers: [string, string][];
  body: Uint8Array;
  region: string;
  /** The service in the credential scope. */
  service: string;
  credentials: Credentials;
  now: Date;
};

/**
 * The value of the Authorization header of a request, signed
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). `headers` are the headers that
 * are sent; if they include X-Amz-Date, its value must be `now`.
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

/** The guide requires the host and every AWS header; headers that proxies add or change are not signed. */
function isSigned(name: string): boolean {
  return /^(host|content-type|content-encoding|x-amz-.*)$/i.test(name);
}

type Data = string | ArrayBuffer | ArrayBufferView;

/**
 * Node's own SHA-256 (or HMAC, with a secret) with the interface that the signer expects. A JavaScript implementation would
 * take longer than everything else that a request of 32 kB needs.
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
