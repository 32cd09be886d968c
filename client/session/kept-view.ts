import type { SessionView } from '#shared/protocol/session-view.ts';

/** A session as this seat saw it last, kept in this browser so that its page opens without network. */
export class KeptView {
  #key: string;

  constructor(sessionId: string, seat: string) {
    this.#key = `minga/${sessionId}/${seat}/view`;
  }

  load(): SessionView | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? 'null') as SessionView | null;
    } catch {
      return null;
    }
  }
  keep(view: SessionView): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify(view));
    } catch {
      // Full or forbidden: the page then needs the network to open.
      return;
    }
  }
  /** A seat that is refused or left takes the names it knew with it. */
  forget(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      return;
    }
  }
}
