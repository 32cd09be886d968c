import { ownRing, ringsApart } from './people.ts';

let apart: Record<string, number> = $state.raw({});

/** The presence colour of a person, 1 to 8, as everybody in the session sees it. */
export const ringOf = (id: string): number => apart[id] ?? ownRing(id);

export function tellApart(rooms: string[][]): void {
  const rings = ringsApart(rooms);
  if (JSON.stringify(rings) !== JSON.stringify(apart)) apart = rings;
}
