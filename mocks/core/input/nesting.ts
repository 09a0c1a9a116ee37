// How deep and how large a JSON value is, counted without recursion: JSON.parse takes a hundred thousand levels, and
// JSON.stringify, String and whoever else descends into them ends at the bottom of the stack.

export type Bounds = {
  /** Arrays and objects inside one another. */
  levels: number;
  /** Values, and the characters of texts and names. */
  size?: number;
};

/**
 * Whether a value keeps within bounds.
 *
 * @example isWithin([[['x']]], { levels: 2 }) // false
 */
export function isWithin(value: unknown, { levels, size = Number.POSITIVE_INFINITY }: Bounds): boolean {
  let left = size;
  let layer = [value];
  for (let level = 0; layer.length > 0; level++) {
    if (level > levels) return false;
    const below: unknown[] = [];
    for (const each of layer) {
      left -= typeof each === 'string' ? each.length + 1 : 1;
      if (typeof each === 'object' && each !== null) {
        // Not worth going through: an array of a million numbers is a short text.
        if (Array.isArray(each) && each.length > left) return false;
        for (const [name, member] of Object.entries(each)) {
          if (!Array.isArray(each)) left -= name.length;
          below.push(member);
        }
      }
      if (left < 0) return false;
    }
    layer = below;
  }
  return true;
}
