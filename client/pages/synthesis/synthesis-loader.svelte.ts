import type { DrawnFigure } from '#shared/protocol/figures.ts';
import type { NarrativeEntry } from '#shared/protocol/narratives.ts';
import type { Placement } from '#shared/session/state.ts';
import type { Synthesis } from '#shared/synthesis/shape.ts';
import { ask, type Refused } from '../../app/api.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';
import { languageFor } from './figures.ts';
import { retold } from './retold.ts';

/** The synthesis, and the placements as they were when it came, so that all figures are of one moment. */
export type Report = { synthesis: Synthesis; placements: Placement[]; at: number };

/** Fetches the synthesis. Once there is one it stays on screen, whatever happens to later attempts. */
export class SynthesisLoader {
  report: Report | null = $state.raw(null);
  /** Why there is nothing to show. */
  refused: Refused | null = $state.raw(null);
  /** The last attempt failed: what is on screen is older than it could be. */
  isStale = $state(false);
  isBusy = $state(false);
  /** The synthesis as drawings; null as long as none came. */
  figures: DrawnFigure[] | null = $state.raw(null);
  /** The last attempt to get them failed. */
  isUndrawn = $state(false);
  #session: SessionState;
  #attempt = 0;

  constructor(session: SessionState) {
    this.#session = session;
  }

  /** `reader`: the language of the interface; a session that does not work in it answers in its first one. */
  async load(reader: string): Promise<void> {
    const { id, seat, view } = this.#session;
    if (!view) return;
    const attempt = ++this.#attempt;
    this.isBusy = true;
    const language = languageFor(reader, view.languages);
    const answer = await ask<Synthesis>(`/api/sessions/${id}/synthesis.json?lang=${language}&seat=${seat}`, {
      language: reader,
    });
    if (attempt !== this.#attempt) return;
    this.isBusy = false;
    if (answer.ok) {
      this.report = {
        synthesis: answer.body,
        placements: this.#session.view?.maturity ?? [],
        at: this.#session.now,
      };
      this.refused = null;
      this.isStale = false;
      void this.#draw(language, attempt);
    } else if (this.report && answer.code !== 'session/not-moderator') {
      this.isStale = true;
    } else {
      this.report = null;
      this.refused = answer;
    }
  }

  /** Of a closed session only what is told of it changes by itself: that alone is followed, while the figures stay of one moment. */
  async follow(): Promise<void> {
    const { id, seat } = this.#session;
    const known = this.report;
    if (!known) return;
    const { language } = known.synthesis;
    const answer = await ask<{ narratives: NarrativeEntry[] }>(
      `/api/sessions/${id}/narratives.json?lang=${language}&seat=${seat}`,
      { language },
    );
    // All of it may have come anew meanwhile.
    if (!answer.ok || this.report !== known) return;
    const synthesis = retold(known.synthesis, answer.body.narratives);
    if (synthesis !== known.synthesis) this.report = { ...known, synthesis };
  }

  async #draw(language: string, attempt: number): Promise<void> {
    const { id, seat } = this.#session;
    const path = `/api/sessions/${id}/figures.json?lang=${language}&seat=${seat}`;
    const answer = await ask<DrawnFigure[]>(path, { language });
    if (attempt !== this.#attempt) return;
    this.isUndrawn = !answer.ok;
    if (answer.ok) this.figures = answer.body;
  }
}
