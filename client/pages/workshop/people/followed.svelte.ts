import type { PersonOnCanvas } from '../../../canvas/people-on-canvas.svelte.ts';

/** The one my view goes along with. Who leaves the canvas is followed again when they come back. */
export class Followed {
  #id: string | null = $state(null);
  #here: () => PersonOnCanvas[];

  constructor(here: () => PersonOnCanvas[]) {
    this.#here = here;
  }
  person = $derived.by(() => this.#here().find(({ id }) => id === this.#id) ?? null);
  is(id: string): boolean {
    return this.#id === id;
  }
  /** Once more stops it. */
  toggle(id: string): void {
    this.#id = this.#id === id ? null : id;
  }
  stop(): void {
    this.#id = null;
  }
}
