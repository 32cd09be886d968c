import { followPointer } from './follow-pointer.ts';

/** Where a card is let go: in front of another, or at the end of a zone; in the matrix also at a place. Null: no place. */
export type Drop = { zone: string; before?: string | undefined; territory?: string | null };
type Mark = { left: number; top: number; width: number; height: number };
type Options = { mayDropIn: (zone: string) => boolean; onDrop: (id: string, drop: Drop) => void };

/** Moving a card by hand: with a mouse, a pen or a finger that holds. The card stays where it is until it is let go. */
export class CardDrag {
  /** The line that shows where it would go. Of the window. */
  mark: Mark | null = $state.raw(null);
  #options: Options;
  #drop: Drop | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** A press on the head of a card, away from its buttons. */
  take(down: PointerEvent): void {
    const pressed = down.target instanceof Element ? down.target : null;
    const id = pressed?.closest<HTMLElement>('[data-grip]')?.dataset['grip'];
    const card = pressed?.closest<HTMLElement>('[data-card]');
    if (!id || !card || pressed?.closest('button, select, input')) return;
    let copy: HTMLElement | null = null;
    const end = (): void => {
      copy?.remove();
      this.mark = null;
    };
    followPointer(down, {
      begin: (x, y) => {
        copy = copyOf(card);
        this.#follow(copy, down, x, y, id);
      },
      move: (x, y) => copy && this.#follow(copy, down, x, y, id),
      drop: () => {
        end();
        if (this.#drop) this.#options.onDrop(id, this.#drop);
      },
      cancel: end,
    });
  }

  #follow(copy: HTMLElement, down: PointerEvent, x: number, y: number, id: string): void {
    copy.style.transform = `translate(${x - down.clientX}px, ${y - down.clientY}px)`;
    const zone = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-zone]');
    const name = zone?.dataset['zone'];
    if (!zone || name === undefined || !this.#options.mayDropIn(name)) {
      this.#drop = this.mark = null;
      return;
    }
    const others = [...zone.querySelectorAll<HTMLElement>('[data-card]')].filter(
      ({ dataset }) => dataset['card'] !== id,
    );
    const boxes = others.map((card) => card.getBoundingClientRect());
    const at = boxes.findIndex((box) => isBefore(x, y, box, boxes));
    const before = others[at]?.dataset['card'];
    const { territory } = zone.dataset;
    this.#drop = { zone: name, before, ...(territory === undefined ? {} : { territory: territory || null }) };
    this.mark = markAt(boxes, at, zone.getBoundingClientRect());
  }
}

const standBesideOthers = (box: DOMRect, boxes: DOMRect[]): boolean =>
  boxes.some(({ top, left }) => Math.abs(top - box.top) < 2 && Math.abs(left - box.left) > 2);

function isBefore(x: number, y: number, box: DOMRect, boxes: DOMRect[]): boolean {
  if (y < box.top) return true;
  return standBesideOthers(box, boxes)
    ? y < box.bottom && x < box.left + box.width / 2
    : y < box.top + box.height / 2;
}

function markAt(boxes: DOMRect[], at: number, zone: DOMRect): Mark {
  const next = boxes[at];
  const last = boxes.at(-1);
  const box = next ?? last;
  if (!box) return { left: zone.left + 8, top: zone.bottom - 10, width: zone.width - 16, height: 4 };
  if (standBesideOthers(box, boxes))
    return { left: next ? box.left - 6 : box.right + 2, top: box.top, width: 4, height: box.height };
  return { left: box.left, top: next ? box.top - 6 : box.bottom + 2, width: box.width, height: 4 };
}

/** What the hand holds: a picture of the card, of which nothing can be pressed or read twice. */
function copyOf(card: HTMLElement): HTMLElement {
  const { left, top, width, height } = card.getBoundingClientRect();
  const copy = card.cloneNode(true) as HTMLElement;
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of ['id', 'data-card', 'data-grip']) element.removeAttribute(name);
  }
  copy.inert = true;
  copy.ariaHidden = 'true';
  Object.assign(copy.style, {
    position: 'fixed',
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    zIndex: '9',
    opacity: '0.92',
    pointerEvents: 'none',
    listStyle: 'none',
  });
  document.body.append(copy);
  return copy;
}
