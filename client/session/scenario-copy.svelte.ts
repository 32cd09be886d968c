import type { Scenario } from '#shared/scenario/schema.ts';

/** The scenario as `GET /api/sessions/:id/scenario` gives it: every text in several languages has become the one. */
type InOneLanguage<T> = T extends readonly (infer U)[]
  ? InOneLanguage<U>[]
  : T extends object
    ? string extends keyof T
      ? T extends Record<string, string>
        ? string
        : { [K in keyof T]: InOneLanguage<T[K]> }
      : { [K in keyof T]: InOneLanguage<T[K]> }
    : T;
export type ScenarioCopy = InOneLanguage<Omit<Scenario, 'notices' | 'times'>> &
  // Only moderators and organizers are told what is still to be settled.
  Partial<InOneLanguage<Pick<Scenario, 'notices' | 'times'>>>;
export type BlockCopy = ScenarioCopy['blocks'][number];
export type CaseCopy = ScenarioCopy['cases'][number];

/** The session's whole scenario in the reader's language; null until it has come. Asked for anew when that changes. */
export class ScenarioLoader {
  copy: ScenarioCopy | null = $state.raw(null);
  #path: (language: string) => string;
  #wanted = '';
  #shownIn = '';

  constructor(sessionId: string, seat: string) {
    this.#path = (language) => `/api/sessions/${sessionId}/scenario?seat=${seat}&lang=${language}`;
  }

  /** A network that is away is tried again until it is back; the copy shown before stays meanwhile. */
  async load(language: string): Promise<void> {
    this.#wanted = language;
    for (let waitMs = 500; this.#wanted === language; waitMs = Math.min(waitMs * 2, 8000)) {
      try {
        const response = await fetch(this.#path(language));
        if (response.ok && this.#wanted === language)
          this.#show((await response.json()) as ScenarioCopy, language);
        if (response.status < 500) return;
      } catch {
        // Offline: what the browser still has of it meanwhile.
        const kept = this.#shownIn === language ? null : await this.#fromCache(language);
        if (kept && this.#wanted === language) this.#show(kept, language);
      }
      await new Promise((done) => setTimeout(done, waitMs));
    }
  }

  #show(copy: ScenarioCopy, language: string): void {
    this.copy = copy;
    this.#shownIn = language;
  }
  async #fromCache(language: string): Promise<ScenarioCopy | null> {
    const cached = await fetch(this.#path(language), { cache: 'force-cache' }).catch(() => null);
    return cached?.ok ? ((await cached.json()) as ScenarioCopy) : null;
  }

  close(): void {
    this.#wanted = '';
  }
}
