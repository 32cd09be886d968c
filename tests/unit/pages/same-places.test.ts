import { expect, it } from 'vitest';
import { peopleByTerritory, samePlaces } from '#client/pages/synthesis/same-place.ts';
import type { Territory } from '#shared/session/state.ts';

const place = (id: string, name: string, more: Partial<Territory> = {}): Territory => ({
  id,
  name,
  mayBeNamed: false,
  ...more,
});

it('a name that stands in another may be the same place, however both are typed', () => {
  const praia = place('a', 'Praia');
  const others = [
    place('b', 'Cidade da PRAIA'),
    place('c', 'Dakar', { aliases: ['Praïa (Santiago)'] }),
    place('d', 'Pra'),
    place('e', 'Quito'),
    place('none', 'Praia', { kind: 'none' }),
  ];
  expect(samePlaces(praia, [praia, ...others]).map(({ id }) => id)).toEqual(['b', 'c']);
});

it('people are counted by the place they speak for', () => {
  const people = [{ territoryId: 'a' }, { territoryId: null }, { territoryId: 'a' }];
  expect([...peopleByTerritory(people)]).toEqual([['a', 2]]);
});
