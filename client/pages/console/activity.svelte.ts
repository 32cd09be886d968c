import type { CanvasActivity } from '#shared/canvas/activity.ts';
import { ask } from '../../app/api.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';

const EVERY_MS = 2000;

/** How far each room's canvas has come, asked for anew while somebody looks and people may write. */
export class Activity {
  canvases: CanvasActivity[] | null = $state.raw(null);
  #session: SessionState;
  #language: () => string;
  #timer: ReturnType<typeof setInterval>;
  #isAsking = false;
  look = (): void => void this.#ask();

  constructor(session: SessionState, language: () => string) {
    this.#session = session;
    this.#language = language;
    this.#timer = setInterval(this.look, EVERY_MS);
    document.addEventListener('visibilitychange', this.look);
    this.look();
  }

  /** Of one canvas; null while nothing is known of it. */
  of(groupId: string, blockId: string): CanvasActivity | null {
    return this.canvases?.find((one) => one.groupId === groupId && one.blockId === blockId) ?? null;
  }

  close(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.look);
  }

  async #ask(): Promise<void> {
    const isDue = this.canvases === null || this.#session.view?.status === 'open';
    if (this.#isAsking || document.hidden || !isDue) return;
    this.#isAsking = true;
    const { id, seat } = this.#session;
    const answer = await ask<{ canvases: CanvasActivity[] }>(`/api/sessions/${id}/canvases?seat=${seat}`, {
      language: this.#language(),
    });
    if (answer.ok) this.canvases = answer.body.canvases;
    this.#isAsking = false;
  }
}
