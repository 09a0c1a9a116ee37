// Where an answer ends, by its own framing (RFC 9112, section 6), so that bytes behind it are seen: a relay that appends
// something to an answer gives it to the next request on the connection.

/** Of a longer answer it is not asked what comes behind it. */
const longest = 1 << 16;

/** What comes in on a connection, for as long as it is watched. */
export type Watch = {
  add(chunk: Buffer): void;
  /** How many bytes came behind the end of the answer; line ends, which some servers append, are none. */
  bytesBehind(): number;
};

/** Watches the bytes of one answer. */
export function watchAnswer(method: string): Watch {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.byteLength;
      if (length <= longest) chunks.push(chunk);
    },
    bytesBehind: () => (length > longest ? 0 : countBehind(Buffer.concat(chunks).toString('latin1'), method)),
  };
}

function countBehind(text: string, method: string): number {
  const end = endOf(text, method);
  return end === undefined ? 0 : text.slice(end).replace(/^[\r\n]+/, '').length;
}

/** Where the final response in a text ends; undefined where only the end of the connection says so. */
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
    // Trailers, and the empty line behind them.
    const trailers = /^(?:[^\r\n]+\r\n)*\r\n/.exec(text.slice(at));
    return trailers ? at + trailers[0].length : undefined;
  }
}
