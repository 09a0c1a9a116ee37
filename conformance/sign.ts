// Signature Version 4, by the signer that the AWS SDK for JavaScript uses.
import { Sha256 } from './sha256.ts';

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
  credentials: Credentials;
  now: Date;
};

/**
 * The value of the Authorization header of a request, signed for the service `swf`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). `headers` are those that
 * are sent; X-Amz-Date, when it is among them, has to be that of `now`.
 */
export async function sign(request: Signable): Promise<string> {
  const { SignatureV4 } = await loadSigner();
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

/** Loaded with the first signature, for not every command signs; once, since requests come by the hundred. */
const loadSigner = () => {
  loading ??= import('@smithy/signature-v4');
  return loading;
};
let loading: Promise<typeof import('@smithy/signature-v4')> | undefined;

/** The guide asks for the host and every header of AWS; what proxies add or change is left out. */
function isSigned(name: string): boolean {
  return /^(host|content-type|content-encoding|x-amz-.*)$/i.test(name);
}
