// JSON pointers into inputs and answers (RFC 6901).

/**
 * What a pointer leads to; undefined when it leads nowhere.
 *
 * @example valueAt({ taskList: { name: 'orders' } }, '/taskList/name') // 'orders'
 */
export function valueAt(value: unknown, pointer: string): unknown {
  return namesIn(pointer).reduce<unknown>(
    (node, name) =>
      typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined,
    value,
  );
}

/** A copy in which a pointer leads to another value. */
export function withValueAt(value: unknown, pointer: string, put: unknown): unknown {
  const [name, ...rest] = namesIn(pointer);
  if (name === undefined) return put;
  const child = rest.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const node = value as Record<string, unknown>;
  const changed = withValueAt(node[name], child, put);
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === name ? changed : each));
  return { ...node, [name]: changed };
}

/** The names on the way that a pointer goes. */
export function namesIn(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The members of an object, but for those that pointers go through.
 *
 * @example membersBeside({ domain: 'd', taskList: { name: 'orders' }, identity: 'i' }, ['/domain', '/taskList/name']) // { identity: 'i' }
 */
export function membersBeside(value: object, pointers: (string | null)[]): Record<string, unknown> {
  const named = pointers.map((pointer) => namesIn(pointer ?? '')[0]);
  return Object.fromEntries(Object.entries(value).filter(([name]) => !named.includes(name)));
}
