import type { Person } from '#shared/protocol/session-view.ts';
import type { Group } from '#shared/session/state.ts';

/**
 * Who goes where: each person to the smallest room that speaks their language or names none; rooms of one size go by
 * language, then by the blocks the person would like. Where no room fits the language, any will do.
 */
export function shareOut(people: Person[], groups: Group[], sizes: Map<string, number>): [Person, Group][] {
  const counts = new Map(sizes);
  const sizeOf = ({ id }: Group): number => counts.get(id) ?? 0;
  return people.flatMap((person) => {
    const fitting = groups.filter(({ language }) => !language || language === person.language);
    const best = (fitting.length > 0 ? fitting : groups).toSorted(
      (a, b) =>
        sizeOf(a) - sizeOf(b) ||
        Number(b.language === person.language) - Number(a.language === person.language) ||
        wishOf(person, a) - wishOf(person, b),
    )[0];
    if (!best) return [];
    counts.set(best.id, sizeOf(best) + 1);
    return [[person, best] satisfies [Person, Group]];
  });
}

/** How dear the room's blocks are to the person: 0 is the dearest. */
function wishOf({ preferredBlocks = [] }: Person, { blocks }: Group): number {
  const places = blocks.map((block) => preferredBlocks.indexOf(block)).filter((at) => at >= 0);
  return places.length === 0 ? preferredBlocks.length : Math.min(...places);
}
