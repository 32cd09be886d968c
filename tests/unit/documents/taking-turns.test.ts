import { describe, expect, it } from 'vitest';
import { Turns } from '#server/documents/turns.ts';

const here = () => new AbortController();

describe('turns', () => {
  it('are so many at once, the others in the order in which they came', async () => {
    const turns = new Turns(2);
    const came: string[] = [];
    const take = async (name: string) => {
      const free = await turns.take(here().signal);
      came.push(name);
      return free;
    };
    const [first] = [await take('a'), await take('b')];
    const [third, fourth] = [take('c'), take('d')];
    expect(came).toEqual(['a', 'b']);
    first?.();
    const free = await third;
    expect(came).toEqual(['a', 'b', 'c']);
    // Ended twice it is still one turn.
    first?.();
    expect(came).toEqual(['a', 'b', 'c']);
    free?.();
    await fourth;
    expect(came).toEqual(['a', 'b', 'c', 'd']);
  });

  it('pass over whoever is gone', async () => {
    const turns = new Turns(1);
    const free = await turns.take(here().signal);
    const gone = here();
    const second = turns.take(gone.signal);
    const third = turns.take(here().signal);
    gone.abort();
    expect(await second).toBeNull();
    free?.();
    expect(await third).not.toBeNull();
    expect(await turns.take(AbortSignal.abort())).toBeNull();
  });
});
