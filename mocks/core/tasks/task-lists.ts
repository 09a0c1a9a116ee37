// Task lists: where tasks wait for polls, and polls for tasks, first in, first out. Two lists of one name in different
// domains or regions have nothing in common.

export type TaskList = { region: string; domain: string; name: string };

export type TaskLists<Item> = {
  /** Puts an item at the end of its list. */
  add(list: TaskList, item: Item): void;
  remove(list: TaskList, item: Item): void;
  /** The one that has been in the list longest. */
  first(list: TaskList): Item | undefined;
  clear(): void;
};

/** Task lists with nothing in them. */
export function createTaskLists<Item>(): TaskLists<Item> {
  const lists = new Map<string, Set<Item>>();
  return {
    add(list, item) {
      const key = keyOf(list);
      lists.set(key, (lists.get(key) ?? new Set()).add(item));
    },
    remove(list, item) {
      const key = keyOf(list);
      const items = lists.get(key);
      items?.delete(item);
      if (items?.size === 0) lists.delete(key);
    },
    first: (list) => lists.get(keyOf(list))?.values().next().value,
    clear: () => lists.clear(),
  };
}

const keyOf = ({ region, domain, name }: TaskList) => JSON.stringify([region, domain, name]);
