import { describe, expect, it } from 'vitest';
import { ownRing, ringsApart } from '#client/parts/people.ts';

const room = (size: number, name = 'p'): string[] =>
  Array.from({ length: size }, (_, at) => `${name}${at * 8}`);
function ringsOf(people: string[], ...others: string[][]): number[] {
  const apart = ringsApart([people, ...others]);
  return people.map((id) => apart[id] ?? ownRing(id));
}

describe('the colours of people in a room', () => {
  it.each([[room(8)], [room(8, 'xkq')], [['a', 'i', 'q', 'y', 'A', 'I', 'Q', 'Y']]])(
    'differ for eight, whatever their ids are',
    (people) => {
      expect(new Set(ringsOf(people)).size).toBe(8);
    },
  );

  it('stay what they were when somebody comes later', () => {
    const people = room(7);
    expect(ringsOf([...people, 'late'], room(5, 'other')).slice(0, 7)).toEqual(ringsOf(people));
  });

  it('are from one to eight for a ninth as well', () => {
    expect(ringsOf(room(19)).every((ring) => ring >= 1 && ring <= 8)).toBe(true);
  });
});
