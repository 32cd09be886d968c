import { describe, expect, it } from 'vitest';
import { messagesIn } from '#client/pages/chat/zoom-chat.ts';

const said = (pasted: string) => messagesIn(pasted).map(({ name, text }) => `${name}: ${text}`);

describe('Zoom’s chat, copied or saved', () => {
  it.each([
    ['saved', '14:05:12 From 4 · Dulce · Praia to Everyone:\n\tNo credit without land'],
    ['saved earlier', '14:05:12\t From  4 · Dulce · Praia  to  Everyone : No credit without land'],
    ['saved long ago', '14:05:12 From 4 · Dulce · Praia : No credit without land'],
    ['saved by a recording', '00:05:12\t4 · Dulce · Praia:\tNo credit without land'],
    ['copied from its window', '4 · Dulce · Praia to Everyone 2:05 PM\nNo credit without land'],
    ['copied, the older way', 'From 4 · Dulce · Praia to Everyone 02:05 PM\nNo credit without land\n'],
    ['in French', '14:05:12 De 4 · Dulce · Praia à Tous :\n\tNo credit without land'],
    ['in French too', '14:05:12\tDe  4 · Dulce · Praia  à  Tout le monde : No credit without land'],
    ['in Spanish', '14:05:12 De 4 · Dulce · Praia a Todos:\n\tNo credit without land'],
    ['in Spanish too', '14:05:12 De 4 · Dulce · Praia para Todo el mundo: No credit without land'],
    ['by Windows', '14:05:12 From 4 · Dulce · Praia to Everyone:\r\n\tNo credit without land\r\n'],
  ])('is read as %s', (_, pasted) => {
    expect(messagesIn(pasted)).toEqual([
      { name: '4 · Dulce · Praia', text: 'No credit without land', isPrivate: false },
    ]);
  });

  it('keeps the lines of a message together, and messages apart', () => {
    const pasted = `14:05:12 From Dulce to Everyone:
	Two things:
	- land
	- 10:30 on Saturdays: the market
14:06:00 From Wilmer to Everyone:
	Yes`;
    expect(said(pasted)).toEqual([
      'Dulce: Two things:\n- land\n- 10:30 on Saturdays: the market',
      'Wilmer: Yes',
    ]);
  });

  it('leaves out what an answer repeats, and reactions', () => {
    const pasted = `14:05:12 From Dulce to Everyone:
	Replying to "No credit without..."

	Here it is the same
14:05:20 From Ama to Everyone:
	Reacted to "No credit without..." with 👍
14:05:22 From Ama to Everyone:
	Removed a 👍 reaction from "No credit without..."
14:05:30 De Yves à Tous :
	En réponse à « Pas de crédit… »
	Chez nous aussi
14:05:40 De Yves à Tous :
	A réagi à « Pas de crédit… » avec 👍
14:05:50 De Ana a Todos:
	Respondiendo a "Sin crédito..."
	Aquí también`;
    expect(said(pasted)).toEqual([
      'Dulce: Here it is the same',
      'Yves: Chez nous aussi',
      'Ana: Aquí también',
    ]);
  });

  it('says what was not for everybody', () => {
    const pasted = `14:05:12 From Dulce to Me (Direct Message):
	Help
14:05:13 From Dulce to Ilaria(Privately) : Help
14:05:14 De Dulce à moi (Message direct) :
	Aide
14:05:15 De Dulce a Ilaria (Mensaje directo): Ayuda
14:05:16 From Dulce to Everyone: Not secret, directly said`;
    expect(messagesIn(pasted).map(({ isPrivate }) => isPrivate)).toEqual([true, true, true, true, false]);
  });

  it('takes every line of any other text for a message of nobody known', () => {
    expect(messagesIn('- Land\n- Credit\n\n3.\tTraining')).toEqual(
      ['Land', 'Credit', 'Training'].map((text) => ({ name: '', text, isPrivate: false })),
    );
    expect(messagesIn(' \n ')).toEqual([]);
  });

  it('keeps what people write text, and no control characters in it', () => {
    expect(said('14:05:12 From <b>A</b>\u202e to Everyone: =1+1\u0000 <script>')).toEqual([
      '<b>A</b>: =1+1 <script>',
    ]);
  });

  it('is quick, whatever is pasted', () => {
    const long = `14:05:12 From ${'a à '.repeat(20_000)}\n${'"«'.repeat(20_000)}\nde ${'x to '.repeat(20_000)}`;
    const before = performance.now();
    messagesIn(long);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
