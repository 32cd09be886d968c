import { newestTranslation } from '../canvas/translations.ts';
import type { CanvasSnapshot, CardSnapshot } from '../canvas/snapshot.ts';
import type { Id, Lang, Ref, SessionState } from '../session/state.ts';
import type { SynthesisCard, SynthesisScenario } from './shape.ts';
import { compare } from './wording.ts';

/** A live card and the canvas it is on. */
export type Written = { ref: Ref; canvas: CanvasSnapshot; card: CardSnapshot };

/** Blocks by number, groups as the session has them, zones as the scenario has them; strangers last, by id. */
export type ReadingOrder = {
  blocks: Id[];
  canvas: Compare<{ block: Id; group: Id }>;
  card: Compare<Written>;
};
type Compare<T> = (a: T, b: T) => number;

export function readingOrder(scenario: SynthesisScenario, state: Pick<SessionState, 'groups'>): ReadingOrder {
  const blocks = [...scenario.blocks]
    .sort((a, b) => a.number - b.number || compare(a.id, b.id))
    .map(({ id }) => id);
  const byBlock = byPlaceIn(blocks);
  const byGroup = byPlaceIn(state.groups.map(({ id }) => id));
  const byZone = byPlaceIn(scenario.zones.map(({ id }) => id));
  const canvas: Compare<{ block: Id; group: Id }> = (a, b) =>
    byBlock(a.block, b.block) || byGroup(a.group, b.group);
  return {
    blocks,
    canvas,
    card: (a, b) =>
      canvas(a.canvas, b.canvas) ||
      byZone(a.card.zone, b.card.zone) ||
      compare(a.card.rank, b.card.rank) ||
      compare(a.card.id, b.card.id),
  };
}

function byPlaceIn(ids: readonly Id[]): Compare<Id> {
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = (id: Id) => places.get(id) ?? ids.length;
  return (a, b) => placeOf(a) - placeOf(b) || compare(a, b);
}

export const refOf = (canvas: CanvasSnapshot, card: Id): Ref => `${canvas.group}/${canvas.block}/${card}`;

/** All cards in reading order. One that somebody began and left blank says nothing, one that a group keeps to itself is not told. */
export function writtenCards(canvases: readonly CanvasSnapshot[], order: ReadingOrder): Written[] {
  return canvases
    .flatMap((canvas) =>
      canvas.cards
        .filter((card) => card.text.trim() !== '' && !card.isInternal)
        .map((card) => ({ ref: refOf(canvas, card.id), canvas, card })),
    )
    .sort(order.card);
}

/** The card as the synthesis shows it, in `language` where it is written or published in it. */
export function synthesisCard(
  written: Written,
  language: Lang,
  votes: number,
  territories: Id[],
): SynthesisCard {
  const { ref, canvas, card } = written;
  return {
    ref,
    block: canvas.block,
    group: canvas.group,
    zone: card.zone,
    ...translated(written, language),
    territories,
    votes,
    ...(isSaid(card.owner) ? { owner: card.owner } : {}),
    ...(isSaid(card.due) ? { due: card.due } : {}),
    ...(card.status === undefined ? {} : { status: card.status }),
  };
}

export const isSaid = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

function translated(
  { canvas, card }: Written,
  language: Lang,
): Pick<SynthesisCard, 'text' | 'lang' | 'original'> {
  const asWritten = { text: card.text, lang: card.lang };
  if (card.lang === language) return asWritten;
  const newest = newestTranslation(
    canvas,
    card.id,
    language,
    ({ status, text }) => status === 'published' && isSaid(text),
  );
  if (!newest) return asWritten;
  return {
    text: newest.text,
    lang: language,
    original: newest.isStale ? { ...asWritten, isStale: true } : asWritten,
  };
}
