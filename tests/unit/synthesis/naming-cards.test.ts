import { expect, it } from 'vitest';
import { referenceTo, toldInWords, toldWithCards } from '#shared/synthesis/references.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { aCanvas, aCard, anInput } from './a-workshop.ts';

const cardsWith = (text: string) =>
  synthesise(
    anInput({
      canvases: [
        aCanvas('g1/legal', { cards: [aCard('c1', 'gaps', { text })] }),
        aCanvas('g2/finance', { cards: [aCard('c2', 'gaps', { text: 'Of another block' })] }),
      ],
    }),
  ).cards;
const said = (narrative: string, text = 'No credit') =>
  toldInWords(toldWithCards(narrative, cardsWith(text), 'legal'), (card) => `<${card?.text ?? 'gone'}>`);

it('a narrative names a card, and says what the card says now', () => {
  const reference = referenceTo({ ref: 'g1/legal/c1' });
  expect(said(`We lack ${reference}.`)).toBe('We lack <No credit>.');
  expect(said(`We lack ${reference}.`, 'No cheap credit')).toBe('We lack <No cheap credit>.');
});

it('it may name a card of another block, and one that is gone is said to be so', () => {
  expect(said('[#c2] and [#gone]')).toBe('<Of another block> and <gone>');
});

it('what only looks like a name of a card stays as it was written', () => {
  for (const text of ['#c1', '[c1]', '[#]', '[# c1]', 'a [#b!c]', '']) expect(said(text)).toBe(text);
});
