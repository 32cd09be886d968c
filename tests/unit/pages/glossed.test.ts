import { describe, expect, it } from 'vitest';
import { glossed } from '../../../client/pages/workshop/guide/glossed.ts';

const WORDS = [
  {
    term: 'économie sociale et solidaire',
    acronym: 'ESS',
    definition: 'Des entreprises au service de leurs membres.',
  },
  { term: 'économie', definition: 'Ce qui se produit et s’échange.' },
  { term: 'commande publique', definition: 'Ce que la ville achète.' },
  { term: 'mot nu' },
];
const marked = (text: string): string =>
  glossed(text, WORDS)
    .map(({ text: words, definition, before, after }) => (definition ? `${before}[${words}]${after}` : words))
    .join('');

describe('words of the glossary', () => {
  it('are explained where they first stand, the longest first, whatever their case', () => {
    expect(
      marked('L’Économie sociale et solidaire, ou ESS, et la commande publique. La commande publique.'),
    ).toBe('L’[Économie sociale et solidaire], ou [ESS], et la [commande publique]. La commande publique.');
    expect(glossed('ESS', WORDS)).toEqual([
      {
        text: 'ESS',
        definition: 'économie sociale et solidaire. Des entreprises au service de leurs membres.',
        before: '',
        after: '',
      },
    ]);
  });

  it('stay on one line with what stands against them', () => {
    const parts = glossed('Dans l’économie (et l’ESS)\u202f! La commande publique, ESS.', WORDS);
    expect(parts.map(({ text, before, after }) => [before, text, after].filter(Boolean))).toEqual([
      ['Dans '],
      ['l’', 'économie'],
      [' (et '],
      ['l’', 'ESS', ')\u202f!'],
      [' La '],
      ['commande publique', ','],
      [' ESS.'],
    ]);
  });

  it('are whole words, and a word without an explanation is none', () => {
    expect(marked('Les économies de la messe, un mot nu.')).toBe('Les économies de la messe, un mot nu.');
    expect(glossed('', WORDS)).toEqual([]);
    expect(glossed('Rien.', [])).toEqual([{ text: 'Rien.' }]);
  });
});
