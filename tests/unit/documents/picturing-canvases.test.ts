import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { canvasPicture } from '#server/documents/canvas-picture.ts';
import { Typesetter } from '#server/documents/pdf-words.ts';
import { pictureOf } from '#server/documents/pixels.ts';
import type { CardSnapshot } from '#shared/canvas/snapshot.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { aCanvas, aCard, anInput, aSession } from '../synthesis/a-workshop.ts';
import { all, readXml, textOf } from './office-file.ts';

const words = new Typesetter(new PDFDocument({ autoFirstPage: false }));
const ADDRESS = { group: 'g1', block: 'legal' };

function pictured(cards: CardSnapshot[], more: Parameters<typeof aCanvas>[1] = {}, hidden: string[] = []) {
  const synthesis = aSession().synthesis;
  const state = aSession({
    synthesis: { ...synthesis, hidden: hidden.map((ref) => ({ ref, reason: 'x', by: 'o', at: '' })) },
  });
  const input = anInput({ state, canvases: [aCanvas('g1/legal', { cards, ...more })] });
  const picture = canvasPicture(input, synthesise(input), ADDRESS, exportTextsOf('en'), words);
  const svg = readXml(picture.svg);
  return { picture, svg, text: all(svg, 'text').map(textOf).join(' ') };
}
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

it('a canvas is pictured with the words of every card, and nobody’s name', () => {
  const { text } = pictured([
    aCard('c1', 'gaps', { text: 'No credit for cooperatives', spokenBy: 'Dulce' }),
    aCard('c2', 'actions', { text: 'A guarantee fund', owner: 'Ilaria Esposito', due: 'P6M' }),
  ]);
  for (const shown of ['No credit for cooperatives', 'A guarantee fund', 'Legal framework', 'Room'])
    expect(text).toContain(shown);
  expect(text).not.toMatch(/Dulce|Ilaria/);
});

it('what a group keeps to itself, and what was left out, is not in it', () => {
  const cards = [
    aCard('c1', 'gaps', { text: 'Told' }),
    aCard('c2', 'gaps', { text: 'Kept', isInternal: true }),
    aCard('c3', 'gaps', { text: 'Removed' }),
  ];
  const { text } = pictured(cards, {}, ['g1/legal/c3']);
  expect(text).toContain('Told');
  expect(text).not.toMatch(/Kept|Removed/);
});

it('threads run between the cards that are there', () => {
  const cards = [aCard('c1', 'gaps'), aCard('c2', 'levers'), aCard('c3', 'actions')];
  const threads = [
    { id: 'x1', from: 'c1', to: 'c2' },
    { id: 'x2', from: 'c2', to: 'gone' },
  ];
  const { svg } = pictured(cards, { threads });
  expect(all(svg, 'circle')).toHaveLength(2);
});

it('any script is words or a box, an endless word stays on its card, and it is the same twice', () => {
  const cards = [
    aCard('c1', 'gaps', { text: 'اقتصاد اجتماعي', lang: 'ar' }),
    aCard('c2', 'gaps', { text: '社会連帯経済', lang: 'ja' }),
    aCard('c3', 'gaps', { text: `<b>${'x'.repeat(4000)}\u0000` }),
  ];
  const { picture, text } = pictured(cards);
  expect(text).toMatch(/[□?]{6}/);
  expect(text).toContain('…');
  expect(pictured(cards).picture).toEqual(picture);
  const png = pictureOf(picture);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(pictureOf(picture).equals(png)).toBe(true);
});

it('a canvas of a thousand cards is wider rather than endless, and a picture of it is bounded', () => {
  const zones = ['exists', 'gaps', 'levers', 'actions'];
  const cards = Array.from({ length: 1000 }, (_, at) => aCard(`c${1000 + at}`, zones[at % 4] ?? 'gaps'));
  const { width, height } = pictured(cards).picture;
  expect(height).toBeLessThan(width);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30000 20000" width="30000" height="20000"/>';
  const size = sizeOf(pictureOf({ svg, width: 30_000, height: 20_000 }));
  expect(size.width * size.height).toBeLessThan(16_100_000);
});

it('an empty canvas has its zones', () => {
  expect(pictured([]).text).toContain('What is missing');
});
