import type { Language } from '../../../app/language.svelte.ts';
import type { OthersWork } from '../../../canvas/others-work.ts';
import type { SessionState } from '../../../session/session-state.svelte.ts';
import type { ShownZone } from '../zones.ts';

/** What others did, when I was told. */
export type NewsItem = OthersWork & { at: number };
const KEPT = 60;

/** What others did while this canvas was open, the newest first: to be gone through at one's own pace. */
export class News {
  items: NewsItem[] = $state.raw([]);
  /** How many of them were not looked at yet. */
  unseen = $state(0);

  add(work: OthersWork[], at: number): void {
    this.items = [...work.map((one) => ({ ...one, at })), ...this.items].slice(0, KEPT);
    this.unseen = Math.min(KEPT, this.unseen + work.length);
  }
  look(): void {
    this.unseen = 0;
  }
}

/** `Wilmer added 2 cards in What is missing.` */
export function sentenceOf(
  work: OthersWork,
  language: Language,
  session: SessionState,
  zones: ShownZone[],
): string {
  const count = work.cards.length;
  if (work.kind !== 'added') return language.t(`announce.${work.kind}`, { count });
  return language.t('announce.added', {
    name: session.nameOf(work.author) || language.t('card.authorGone'),
    count,
    zone: language.pick(zones.find(({ id }) => id === work.zone)?.title ?? {}) || language.t('zone.toSort'),
  });
}
