import type * as Y from 'yjs';

/**
 * Which item gives a key its value once those of an update have joined those of the store. Without neighbours to the right,
 * which map items never have, Yjs's order is a tree: an item follows its origin, and among those of one origin the higher
 * client comes last, of one client the earlier.
 */
export function lastWord(stored: Y.Item | undefined, added: readonly Y.Item[]): Y.Item | undefined {
  if (!stored && added.length < 2) return added[0];
  const children = new Map<string, Y.Item>();
  const add = (item: Y.Item): void => {
    const place = nameOf(item.origin);
    const other = children.get(place);
    if (!other || isAfter(item, other)) children.set(place, item);
  };
  for (let item = stored ?? null; item; item = item.left) add(item);
  added.forEach(add);
  let last: Y.Item | undefined;
  let next = children.get(nameOf(null));
  while (next) {
    last = next;
    next = childOf(last, children);
  }
  return last;
}

/** Deleted ones of one client may have melted into one: each of them has had followers of its own. */
function childOf(item: Y.Item, children: Map<string, Y.Item>): Y.Item | undefined {
  const { client, clock } = item.id;
  for (let at = clock; at < clock + item.length; at += 1) {
    const child = children.get(`${client} ${at}`);
    if (child && (at === clock + item.length - 1 || child.id.client > client)) return child;
  }
  return undefined;
}

const isAfter = ({ id: a }: Y.Item, { id: b }: Y.Item): boolean =>
  a.client === b.client ? a.clock < b.clock : a.client > b.client;
const nameOf = (id: Y.ID | null): string => (id ? `${id.client} ${id.clock}` : '');
