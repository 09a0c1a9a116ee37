// The command that sends a request again, byte for byte, in a POSIX shell with curl.
import type { FixedPart } from './body.ts';
import type { WireRequest } from './request.ts';

/**
 * A curl command for a request. The command generates long repetitions, so it stays short. It does not contain a signature
 * made with secret credentials: it signs again with the credentials in its environment, which changes only the headers of
 * the signature.
 *
 * @example
 * // { printf '%s' '{"taskToken":"'; yes a | head -n 1025 | tr -d '\n'; printf '%s' '"}'; } |
 * //   curl -sS -i --http1.1 -X POST … --data-binary @- http://127.0.0.1:8000/
 */
export function curlCommand(request: WireRequest): string {
  const secret = request.signature?.credentials.secret ?? false;
  const shown = secret
    ? request.headers.filter(([name]) => !signatureHeaders.has(name.toLowerCase()))
    : request.headers;
  const words = [
    'curl -sS -i --http1.1',
    ...(request.method === 'HEAD' ? ['--head'] : [`-X ${request.method}`]),
    ...(secret ? [signWith(request)] : []),
    ...[...suppressed(request), ...shown].map(([name, value]) => `-H ${quote(headerArgument(name, value))}`),
  ];
  const hasBody = request.body.byteLength > 0;
  const url = quote(request.url.href);
  if (!hasBody && !needsEmptyBody(request)) return [...words, url].join(' ');
  const [only] = request.parts;
  if (request.parts.length <= 1 && (only === undefined || isPlain(only))) {
    return [...words, `--data-binary ${quote((only as string | undefined) ?? '')}`, url].join(' ');
  }
  return `{ ${request.parts.map(print).join('; ')}; } | ${[...words, '--data-binary @-', url].join(' ')}`;
}

const signatureHeaders = new Set(['authorization', 'x-amz-date', 'x-amz-security-token']);

/** Headers that curl adds by default and the request does not have. */
function suppressed({ headers }: WireRequest): [string, string][] {
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted.toLowerCase());
  const names = ['User-Agent', 'Accept', 'Content-Type', 'Expect'].filter((name) => !has(name));
  // curl sends its own Host header first. If it is removed, the request's own keeps its place and spelling.
  if (headers[0]?.[0] !== 'Host') names.unshift('Host');
  return names.map((name) => [name, '']);
}

function headerArgument(name: string, value: string): string {
  return value === '' ? `${name}:` : `${name}: ${value}`;
}

function signWith({ signature }: WireRequest): string {
  if (!signature) return '';
  const { credentials, region, service } = signature;
  const prefix = credentials.environment ?? 'AWS';
  const token = credentials.sessionToken ? ` -H "X-Amz-Security-Token: $${prefix}_SESSION_TOKEN"` : '';
  const user = `"$${prefix}_ACCESS_KEY_ID:$${prefix}_SECRET_ACCESS_KEY"`;
  return `--aws-sigv4 aws:amz:${region}:${service} --user ${user}${token}`;
}

function needsEmptyBody({ headers }: WireRequest): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'content-length');
}

function print(part: FixedPart): string {
  if (typeof part === 'string') return `printf '%s' ${quote(part)}`;
  if ('repeat' in part) return `yes ${quote(part.repeat)} | head -n ${part.times} | tr -d '\\n'`;
  const octal = [...Buffer.from(part.bytes, 'hex')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `printf '${octal.join('')}'`;
}

/** Whether a body can be a command-line argument: --data-binary reads a leading @ as a file name. */
function isPlain(part: FixedPart): boolean {
  return typeof part === 'string' && !part.startsWith('@');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
