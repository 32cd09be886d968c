import type { Instant, Lang, Ref } from '../session/state.ts';

/** A card that was left out of the synthesis. */
export type HiddenCardEntry = { ref: Ref; reason: string; at: Instant; text: string; lang: Lang };
