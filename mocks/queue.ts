// First in, first out, in a ring: what comes and goes leaves no room behind that has to be passed over or moved up.

export type Queue<Item> = {
  push(item: Item): void;
  /** Takes the first one out. */
  shift(): Item | undefined;
  readonly length: number;
  /** All that are in it, the first one first. */
  items(): Item[];
  clear(): void;
};

/** An empty queue. */
export function createQueue<Item>(): Queue<Item> {
  /** As many as a power of two, so that a place is a number's lowest bits. */
  let ring: (Item | undefined)[] = new Array(16);
  let first = 0;
  let length = 0;
  const place = (index: number) => (first + index) & (ring.length - 1);
  const items = () => Array.from({ length }, (_, index) => ring[place(index)] as Item);
  return {
    push(item) {
      if (length === ring.length) {
        ring = [...items(), ...new Array(length)];
        first = 0;
      }
      ring[place(length)] = item;
      length += 1;
    },
    shift() {
      if (length === 0) return undefined;
      const item = ring[first];
      ring[first] = undefined;
      first = place(1);
      length -= 1;
      return item;
    },
    get length() {
      return length;
    },
    items,
    clear() {
      ring = new Array(16);
      first = 0;
      length = 0;
    },
  };
}
