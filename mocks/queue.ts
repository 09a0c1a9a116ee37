// First in, first out, whatever its length: what a Map forgets from its beginning it goes on passing over.

export type Queue<Item> = {
  push(item: Item): void;
  /** Takes the first one out. */
  shift(): Item | undefined;
  readonly length: number;
  /** All that are in it, the first one first. */
  items(): Item[];
  clear(): void;
};

/** So many places at the beginning may be empty before the rest is moved up. */
const slack = 1_024;

/** An empty queue. */
export function createQueue<Item>(): Queue<Item> {
  let items: (Item | undefined)[] = [];
  let first = 0;
  return {
    push(item) {
      items.push(item);
    },
    shift() {
      const item = items[first];
      if (first === items.length) return undefined;
      items[first] = undefined;
      first += 1;
      if (first > slack && first * 2 > items.length) {
        items = items.slice(first);
        first = 0;
      }
      return item;
    },
    get length() {
      return items.length - first;
    },
    items: () => items.slice(first) as Item[],
    clear() {
      items = [];
      first = 0;
    },
  };
}
