// Finds the awsJson error in a response, in any form of the protocol's own tests (AWS JSON 1.0 protocol, Smithy, operation
// error serialization): in the header X-Amzn-Errortype, or in `code` or `__type` of the body, with or without a namespace,
// with or without a URI after a colon.
import type { Response } from './exchange.ts';

/** An error without its namespace and URI. `forms` lists where and how it was named: `__type with namespace`. */
export type AwsJsonError = {
  name: string;
  forms: ErrorForm[];
  message?: string;
  messageKey?: 'message' | 'Message';
};

/** Where and how an error is named. `value` is the original text. */
export type ErrorForm = {
  place: 'header' | 'code' | '__type' | 'element';
  namespace: boolean;
  uri: boolean;
  value: string;
};

/**
 * The error that a response names, or undefined if it names none. `__type` takes precedence over `code`, and both over the
 * header. Only members of the outermost object count.
 *
 * @example readError({ text: '{"__type":"com.amazonaws.swf.base.model#UnknownResourceFault"}', … })?.name
 * // 'UnknownResourceFault'
 */
export function readError(response: Pick<Response, 'headers' | 'text'>): AwsJsonError | undefined {
  const body = objectOf(response.text);
  const header = response.headers.find(([name]) => name.toLowerCase() === 'x-amzn-errortype')?.[1];
  const forms = [formOf('__type', body?.__type), formOf('code', body?.code), formOf('header', header)].filter(
    (form) => form !== undefined,
  );
  const first = forms[0] ?? elementForm(response.text);
  if (!first) return undefined;
  const messageKey = (['message', 'Message'] as const).find((key) => typeof body?.[key] === 'string');
  return {
    name: nameOf(first.value),
    forms: forms.length > 0 ? forms : [first],
    ...(messageKey && { messageKey, message: body?.[messageKey] as string }),
  };
}

/**
 * Why no error can be found in a response, to help correct it.
 *
 * @example whyNoError({ text: '{"__Type":"UnknownResourceFault"}', … })
 * // 'no __type, code or X-Amzn-Errortype; its members are __Type'
 */
export function whyNoError({ text }: Pick<Response, 'text'>): string {
  const nowhere = 'no __type, code or X-Amzn-Errortype';
  if (text.trim() === '') return `${nowhere}; the body is empty`;
  if (text.startsWith('\ufeff')) return `${nowhere}; the body begins with a byte order mark`;
  const body = objectOf(text);
  if (!body) return `${nowhere}; the body is not a JSON object`;
  const names = Object.keys(body).slice(0, 8);
  if (names.length === 0) return `${nowhere}; the body is {}`;
  const wrong = names.find((name) => name === '__type' || name === 'code');
  return wrong ? `its ${wrong} does not name an error` : `${nowhere}; its members are ${names.join(', ')}`;
}

/** The JSON object in a text, or undefined. */
export function objectOf(text: string): Record<string, unknown> | undefined {
  // Do not parse other texts: a million nested lists take a second.
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The member of a JSON value at a JSON pointer; undefined if it does not exist. */
export function memberAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, name) => (isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined),
      value,
    );
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Describes a form. */
export function describeForm({ place, namespace, uri }: ErrorForm): string {
  return `${places[place]}${namespace ? ' with namespace' : ''}${uri ? ' with URI' : ''}`;
}

const places: Record<ErrorForm['place'], string> = {
  header: 'X-Amzn-Errortype',
  code: 'code',
  __type: '__type',
  element: 'an XML element',
};

function formOf(place: ErrorForm['place'], value: unknown): ErrorForm | undefined {
  if (typeof value !== 'string' || nameOf(value) === '') return undefined;
  const [name, ...uri] = value.split(':');
  return { place, namespace: name?.includes('#') ?? false, uri: uri.length > 0, value };
}

function nameOf(value: string): string {
  const withoutUri = value.split(':')[0] as string;
  return withoutUri.slice(withoutUri.lastIndexOf('#') + 1).trim();
}

/**
 * The recorded response to OPTIONS is this element, which is not awsJson but names the error. No other element was
 * recorded, so no other is parsed.
 */
function elementForm(text: string): ErrorForm | undefined {
  const name = text.match(/^<(UnknownOperationException)\/>\s*$/)?.[1];
  return name === undefined ? undefined : { place: 'element', namespace: false, uri: false, value: name };
}
