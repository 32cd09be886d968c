import { SvelteMap } from 'svelte/reactivity';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { ask } from '../app/api.ts';
import type { SessionState } from './session-state.svelte.ts';

/** Canvases as they were when they were last asked for. */
export class CanvasCopies {
  #session: SessionState;
  #copies = new SvelteMap<string, CanvasSnapshot>();

  constructor(session: SessionState) {
    this.#session = session;
  }

  /** `paths`: `group/block`. Answers whether all came; one that cannot be read now leaves what was read before. */
  async load(paths: string[], language: string): Promise<boolean> {
    const { id, seat } = this.#session;
    const answers = await Promise.all(
      paths.map(async (path) => {
        const answer = await ask<CanvasSnapshot>(`/api/sessions/${id}/canvases/${path}?seat=${seat}`, {
          language,
        });
        if (answer.ok) this.#copies.set(path, answer.body);
        return answer.ok;
      }),
    );
    return answers.every(Boolean);
  }

  of(path: string): CanvasSnapshot | null {
    return this.#copies.get(path) ?? null;
  }
}
