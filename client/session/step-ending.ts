import type { Language } from '../app/language.svelte.ts';
import type { SessionState } from './session-state.svelte.ts';

/** What a step says before its end: that it ends soon, then that it is time to finish. */
export type Ending = 'soon' | 'last';

const SOON_MS = 120_000;
const LAST_MS = 30_000;

/**
 * What is due with `leftMs` of a step planned for `plannedMs`; null while there is time. Short steps are told once, when a
 * quarter is left: two minutes of a three-minute step are no end.
 */
export function endingOf(leftMs: number | null, plannedMs: number): Ending | null {
  if (leftMs === null) return null;
  if (leftMs <= Math.min(LAST_MS, plannedMs / 4)) return 'last';
  return leftMs <= SOON_MS && plannedMs >= 2.5 * SOON_MS ? 'soon' : null;
}

/** The same in words, with the step that comes next; empty while there is time. */
export function endingWords(session: SessionState, language: Language): string {
  const { step, view, leftMs } = session;
  const ending = step && endingOf(leftMs, step.plannedMs);
  if (!view || !ending) return '';
  const next = view.steps[view.steps.indexOf(step) + 1];
  const words = language.t(`ending.${ending}`);
  return next ? `${words} ${language.t('ending.next', { step: language.pick(next.title) })}` : words;
}
