// Who may use the control API: programs on the same machine, or whoever has the key; never a web page from another
// origin (docs/decisions/0013-who-may-drive-the-mock.md).
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What the gate looks at. */
export type Caller = {
  /** The address that the connection comes from. */
  remoteAddress: string | undefined;
  /** Names in lower case. */
  headers: IncomingMessage['headers'];
};

/**
 * Why a caller may not use the control API, or undefined when it may.
 *
 * @param controlKey the key, when one is set; then it is demanded from everybody
 */
export function barred(
  { remoteAddress, headers }: Caller,
  controlKey: string | undefined,
): string | undefined {
  const { host = '', origin } = headers;
  // Browsers say where a request comes from. A page with another origin could read tokens and close tasks.
  if (origin !== undefined && origin !== `http://${host}`) {
    return `a web page of ${origin} may not use the control API; use it from the test's own process`;
  }
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') {
    return "a web page of another origin may not use the control API; use it from the test's own process";
  }
  if (controlKey !== undefined) {
    if (sameText(String(headers['x-swf-mock-key'] ?? ''), controlKey)) return undefined;
    return 'the control API needs the key that swf-mock was started with, in the header X-Swf-Mock-Key';
  }
  if (!isLoopbackAddress(remoteAddress)) {
    return 'the control API is open to this machine only; start swf-mock with --control-key to use it from elsewhere';
  }
  // A name that a page had resolved to this machine (DNS rebinding) shows in Host.
  if (!isLoopbackName(host)) {
    return `Host "${host}" does not name this machine; use 127.0.0.1 or localhost, or start swf-mock with --control-key`;
  }
  return undefined;
}

/** Digests have one length, and are compared in constant time. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function isLoopbackAddress(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address);
}

function isLoopbackName(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}
