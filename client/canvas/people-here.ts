import type { PersonHere, Place, PlaceHere } from '#shared/protocol/canvas-presence.ts';

/** Somebody on this canvas, once for each of their tabs. */
export type Neighbour = PersonHere & Place;

/** Who is on the canvas, as the server tells it: names once, places as they change. */
export class PeopleHere {
  #names = new Map<number, PersonHere>();
  #places = new Map<number, Place>();

  meet(people: PersonHere[]): void {
    for (const person of people) this.#names.set(person.handle, person);
  }

  move(places: PlaceHere[]): void {
    for (const { handle, place } of places) {
      if (place) this.#places.set(handle, place);
      else {
        this.#names.delete(handle);
        this.#places.delete(handle);
      }
    }
  }

  /** A new connection is told everything anew. */
  clear(): void {
    this.#names.clear();
    this.#places.clear();
  }

  get all(): Neighbour[] {
    return [...this.#names.values()].map((person) => ({
      ...person,
      ...(this.#places.get(person.handle) ?? { isHidden: false, caret: null }),
    }));
  }
}
