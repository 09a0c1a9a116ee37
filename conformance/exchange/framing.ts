// Finds the end of a response by its framing (RFC 9112, section 6), to detect extra bytes after it: on a connection that
// stays open, they would become part of the next response.

/** Longer responses are not checked for extra bytes. */
const longest = 1 << 16;

/** Collects the bytes that arrive on a connection. */
export type Watch = {
  add(chunk: Buffer): void;
  /** How many bytes arrived after the end of the response, except line ends, which some servers append. */
  extraBytes(): number;
};

/** Watches the bytes of one response. */
export function watchAnswer(method: string): Watch {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.byteLength;
      if (length <= longest) chunks.push(chunk);
    },
    extraBytes: () => (length > longest ? 0 : countExtra(Buffer.concat(chunks).toString('latin1'), method)),
  };
}

function countExtra(text: string, method: string): number {
  const end = endOf(text, method);
  return end === undefined ? 0 : text.slice(end).replace(/^[\r\n]+/, '').length;
}

/** The end of the final response in a text; undefined if only the end of the connection marks it. */
function endOf(text: string, method: string, from = 0): number | undefined {
  const head = /^HTTP\/1\.\d (\d{3})[\s\S]*?\r\n\r\n/.exec(text.slice(from));
  if (!head) return undefined;
  const status = Number(head[1]);
  const body = from + head[0].length;
  if (status >= 100 && status < 200) return endOf(text, method, body);
  if (status === 204 || status === 304 || method === 'HEAD') return body;
  if (/^transfer-encoding:.*chunked[ \t]*\r$/im.test(head[0])) return endOfChunks(text, body);
  const length = /^content-length:[ \t]*(\d+)[ \t]*\r$/im.exec(head[0])?.[1];
  return length === undefined ? undefined : body + Number(length);
}

function endOfChunks(text: string, start: number): number | undefined {
  let at = start;
  for (;;) {
    const line = /^([0-9a-f]+)[^\r\n]*\r\n/i.exec(text.slice(at, at + 1024));
    if (!line) return undefined;
    const size = Number.parseInt(line[1] as string, 16);
    at += line[0].length;
    if (size > 0) {
      at += size + 2;
      continue;
    }
    // Trailers, and the empty line after them.
    const trailers = /^(?:[^\r\n]+\r\n)*\r\n/.exec(text.slice(at));
    return trailers ? at + trailers[0].length : undefined;
  }
}
