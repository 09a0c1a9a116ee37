// Requests and answers as plain data. Every adapter (MSW, node:http) translates its own objects into these, so the
// rules of the protocol are written once and know no platform.

/** A request as it arrived. */
export type WireRequest = {
  /** In capital letters. */
  method: string;
  /** Absolute URL; its host may tell the region. */
  url: string;
  /** Header names in lower case. */
  headers: Record<string, string>;
  /** The bytes of the body, or its text where the platform has decoded it already. */
  body: Uint8Array | string;
  /** Bytes of the whole request, from an adapter that has counted them, and may have stopped reading. */
  size?: number;
};

/** An answer to be sent. Header names are spelled as the documentation spells them. */
export type WireResponse = {
  /** The status of HTTP. */
  status: number;
  /** By their names. */
  headers: Record<string, string>;
  /** Its text; empty where there is none. */
  body: string;
};

/** What an adapter is to do: send a response, or break the connection. */
export type WireAnswer = WireResponse | 'network-error';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body; undefined when it is not UTF-8. */
export function textOf(body: Uint8Array | string): string | undefined {
  try {
    return typeof body === 'string' ? body : utf8.decode(body);
  } catch {
    return undefined;
  }
}

const encoder = new TextEncoder();

/** How many bytes a text has in UTF-8. */
export const byteLength = (text: string): number => (text === '' ? 0 : encoder.encode(text).length);
