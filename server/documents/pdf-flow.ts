/** Something as high as it is, that goes from top to bottom over pages. */
export type Item = {
  height: number;
  /** Space before it, which the top of a page does without. */
  before: number;
  /** Not the last on its page. */
  keepsNext?: boolean;
  isNewPage?: boolean;
  /** Comes again at the top of each page that one of these begins. */
  head?: Item;
  /** Which of the headings in the contents it begins. */
  heading?: number;
  draw: (y: number) => void;
};
export type Placed = { item: Item; y: number; isRepeated?: true };

/** Shares items out over pages between `top` and `bottom`. */
export function paginate(items: readonly Item[], top: number, bottom: number): Placed[][] {
  const pages: Placed[][] = [];
  let page: Placed[] = [];
  let y = top;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    [page, y] = [[], top];
  };
  for (let index = 0; index < items.length;) {
    const group = groupAt(items, index);
    const first = group[0];
    if (!first) break;
    if (first.isNewPage) turn();
    if (page.length > 0 && y + first.before + heightOf(group) > bottom) turn();
    for (const item of group) {
      // Things that belong together but are higher than a page.
      if (page.length > 0 && y + item.before + item.height > bottom) turn();
      if (page.length === 0 && item.head) {
        page.push({ item: item.head, y, isRepeated: true });
        y += item.head.height;
      } else if (page.length > 0) y += item.before;
      page.push({ item, y });
      y += item.height;
    }
    index += group.length;
  }
  turn();
  return pages;
}

/** An item with those it may not be parted from. */
function groupAt(items: readonly Item[], start: number): Item[] {
  let end = start;
  while (items[end]?.keepsNext && items[end + 1] && !items[end + 1]?.isNewPage) end += 1;
  return items.slice(start, end + 1);
}

export const heightOf = (items: readonly Item[]): number =>
  items.reduce((sum, { before, height }, index) => sum + (index === 0 ? 0 : before) + height, 0);
