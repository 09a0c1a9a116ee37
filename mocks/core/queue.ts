// First in, first out, with a weight for each: what a bounded memory is made of. A ring, so that what comes and goes
// leaves no room behind that has to be passed over or moved up; and the weights are beside it, so that what is forgotten
// need not be looked at again.

export type Queue<Item> = {
  push(item: Item, weight: number): void;
  /** Takes the first one out. */
  shift(): Item | undefined;
  readonly length: number;
  /** Of all that are in it together. */
  readonly weight: number;
  /** All that are in it, the first one first. */
  items(): Item[];
  clear(): void;
};

/** An empty queue. */
export function createQueue<Item>(): Queue<Item> {
  /** As long as a power of two, so that a place is a number's lowest bits. */
  let ring: (Item | undefined)[] = new Array(16);
  let weights: number[] = new Array(16).fill(0);
  let first = 0;
  let length = 0;
  let weight = 0;
  const place = (index: number) => (first + index) & (ring.length - 1);
  const inOrder = <Value>(values: Value[]) =>
    Array.from({ length }, (_, index) => values[place(index)] as Value);

  function grow(): void {
    weights = [...inOrder(weights), ...new Array(length).fill(0)];
    ring = [...inOrder(ring), ...new Array(length)];
    first = 0;
  }

  return {
    push(item, added) {
      if (length === ring.length) grow();
      ring[place(length)] = item;
      weights[place(length)] = added;
      weight += added;
      length += 1;
    },
    shift() {
      if (length === 0) return undefined;
      const item = ring[first];
      ring[first] = undefined;
      weight -= weights[first] as number;
      first = place(1);
      length -= 1;
      return item;
    },
    get length() {
      return length;
    },
    get weight() {
      return weight;
    },
    items: () => inOrder(ring) as Item[],
    clear() {
      ring = new Array(16);
      weights = new Array(16).fill(0);
      first = 0;
      length = 0;
      weight = 0;
    },
  };
}
