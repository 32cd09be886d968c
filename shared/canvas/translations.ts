import type { Id, Lang } from '../session/state.ts';
import type { CanvasSnapshot, CardSnapshot, TranslationSnapshot } from './snapshot.ts';

/**
 * The translation of a card that counts, where two people made one at once: made from the present words before made from words
 * since changed, then the last by id, so that everybody sees the same.
 */
export function newestTranslation(
  { translations }: Pick<CanvasSnapshot, 'translations'>,
  card: Id,
  lang: Lang,
  isWanted: (translation: TranslationSnapshot) => boolean = () => true,
): TranslationSnapshot | null {
  const found = translations.filter((one) => one.card === card && one.lang === lang && isWanted(one));
  return found.findLast(({ isStale }) => !isStale) ?? found.at(-1) ?? null;
}

/** A card's words as somebody reads them: in their language where a translation is published, else as they were written. */
export function wordsFor(
  canvas: Pick<CanvasSnapshot, 'translations'>,
  card: CardSnapshot,
  lang: Lang,
): { text: string; lang: Lang } {
  if (card.lang === lang) return card;
  return newestTranslation(canvas, card.id, lang, ({ status }) => status === 'published') ?? card;
}
