import type { Id } from '../session/state.ts';
import type { SynthesisCard } from './shape.ts';

/** How a narrative names a card: by its id, so that it goes with the card wherever that goes and whatever becomes of its words. */
const REFERENCE = /\[#([A-Za-z0-9_-]{1,40})\]/;

export const referenceTo = (card: Pick<SynthesisCard, 'ref'>): string => `[#${idOf(card)}]`;

/** Words, and cards among them; null where a card is no longer there. */
export type Told = string | SynthesisCard | null;

/** A narrative about `block`: a card of another block is found too, one of its own first. */
export function toldWithCards(text: string, cards: readonly SynthesisCard[], block: Id): Told[] {
  return text.split(REFERENCE).flatMap((part, index): Told[] => {
    if (index % 2 === 0) return part === '' ? [] : [part];
    const named = cards.filter((card) => idOf(card) === part);
    return [named.find((card) => card.block === block) ?? named[0] ?? null];
  });
}

/** The same as words alone, `named` in the place of each card. */
export const toldInWords = (told: readonly Told[], named: (card: SynthesisCard | null) => string): string =>
  told.map((part) => (typeof part === 'string' ? part : named(part))).join('');

const idOf = ({ ref }: Pick<SynthesisCard, 'ref'>): Id => ref.split('/')[2] ?? ref;
