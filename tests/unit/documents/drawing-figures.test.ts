import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { synthesisDocx } from '#server/documents/docx.ts';
import { drawnFigures } from '#server/documents/drawn-figures.ts';
import { inLight } from '#server/documents/figure-colours.ts';
import { synthesisArticle } from '#server/documents/html-synthesis.ts';
import { manuscriptOf } from '#server/documents/manuscript.ts';
import { synthesisMarkdown } from '#server/documents/markdown.ts';
import { synthesisPdf } from '#server/documents/pdf.ts';
import type { DrawnFigure } from '#shared/protocol/figures.ts';
import type { Event } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { Level, SessionState } from '#shared/session/state.ts';
import { synthesise, type Synthesis } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { Chance } from '../../fuzz/chance.ts';
import { inOneLine, readPdf, structureWords } from '../../support/office.ts';
import { draft, joined, logOf, NOON, opened, territory } from '../session/workshop.ts';
import { aCanvas, aCard, anInput, aSession, aTerritory, scenario } from '../synthesis/a-workshop.ts';
import { livelySynthesis } from './a-lively-session.ts';
import { all, partsOf, readXml, textOf, type Element } from './office-file.ts';

const texts = exportTextsOf('en');
const BLOCKS = ['water', 'work', 'care'];
const PLACES = ['Lima', 'Lomé', 'Lyon', 'Louga', 'La Paz'];

/** A log in which thirty people place themselves again and again. */
function aLog(seed: number): Event[] {
  const chance = new Chance(seed);
  const people = Array.from({ length: 30 }, (_, nth) => `p${nth}`);
  const placements = Array.from({ length: 200 }, () => {
    const participantId = people[chance.below(people.length)] ?? '';
    const level = chance.below(6);
    return {
      type: 'maturity.placed' as const,
      placement: {
        participantId,
        territoryId: `t${people.indexOf(participantId) % PLACES.length}`,
        blockId: BLOCKS[chance.below(BLOCKS.length)] ?? '',
        level: level === 5 ? null : (level as Level),
        evidence: chance.below(2) ? 'A budget' : '',
        at: NOON,
      },
    };
  });
  return logOf([
    ...draft,
    ...PLACES.map((name, nth) => territory(`t${nth}`, name)),
    ...people.flatMap((id, nth) => joined(id, { territoryId: `t${nth % PLACES.length}` })),
    opened,
    ...placements,
  ]);
}

/** By territory and block, the middle of the last levels and how many there are: "2.5 (n 4)". From the log alone. */
function cellsIn(log: Event[]): Map<string, string> {
  const last = new Map<string, { where: string; level: number | null }>();
  for (const event of log)
    if (event.type === 'maturity.placed') {
      const { participantId, territoryId, blockId, level } = event.placement;
      last.set(`${participantId} ${blockId}`, { where: `${territoryId} ${blockId}`, level });
    }
  const levels = new Map<string, number[]>();
  for (const { where, level } of last.values())
    if (level !== null) levels.set(where, [...(levels.get(where) ?? []), level]);
  return new Map(
    [...levels].map(([where, some]) => {
      const sorted = some.toSorted((a, b) => a - b);
      const half = (sorted.length - 1) / 2;
      const median = ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
      return [where, `${median} (n ${sorted.length})`];
    }),
  );
}

function synthesisFrom(log: Event[]): Synthesis {
  const state = log.reduce<SessionState | null>(evolve, null);
  if (!state) throw new Error('an empty log');
  const blocks = BLOCKS.map((id, index) => ({ id, number: index + 1, title: { en: id } }));
  return synthesise(anInput({ state, scenario: { ...scenario, blocks } }));
}

/** What stands in a drawn grid, read as a picture: rows by their height, columns by their place. */
function rowsIn(svg: string, columns: number): Map<string, (string | null)[]> {
  const words = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, given = '', text = '']) => ({
    // What is at the edge says nothing of it.
    x: Number(/ x="([-\d.]+)"/.exec(given)?.[1] ?? 0),
    y: Number(/ y="([-\d.]+)"/.exec(given)?.[1]),
    text,
  }));
  const [left, width] = [168, (760 - 168) / columns];
  const names = words.filter(({ x }) => x === 0);
  return new Map(
    names.map(({ text, y }) => [
      text,
      Array.from({ length: columns }, (_, column) => {
        const cell = words.filter(
          (one) =>
            Math.abs(one.y - y) < 1 && one.x > left + column * width && one.x < left + (column + 1) * width,
        );
        return cell.length === 0 ? null : cell.map((one) => one.text).join(' ');
      }),
    ]),
  );
}

it('the heatmap of every format says what the log says', { timeout: 120_000 }, async () => {
  const log = aLog(7);
  const cells = cellsIn(log);
  const synthesis = synthesisFrom(log);
  const expected = synthesis.territories.map(({ id, name }) => ({
    name,
    cells: BLOCKS.map((block) => cells.get(`${id} ${block}`) ?? null),
  }));
  // Two places of the workshop it begins from have nobody who placed them.
  const placed = expected.filter(({ cells: own }) => own.some((cell) => cell !== null));
  expect(placed).toHaveLength(PLACES.length);
  expect(cells.size).toBeGreaterThan(12);

  const figures = drawnFigures(synthesis, texts);
  const heatmap = figures.find(({ id }) => id === 'medians');
  const drawn = rowsIn(heatmap?.wide ?? '', BLOCKS.length);
  for (const { name, cells: own } of placed)
    expect(drawn.get(name)).toEqual(own.map((cell) => cell && cell.replace(/[()]/g, '')));

  const manuscript = manuscriptOf(synthesis, texts);
  const markdown = synthesisMarkdown(manuscript, texts).split(texts.maturityByTerritory)[1] ?? '';
  const filled = (own: (string | null)[]) => own.map((cell) => cell ?? '');
  for (const { name, cells: own } of placed)
    expect(markdown).toContain(`| ${[name, ...filled(own)].join(' | ')} |`);

  const parts = partsOf(await synthesisDocx(manuscript, texts));
  const document = readXml(parts['word/document.xml'] ?? '');
  const rowsOf = (element: Element) =>
    all(element, 'w:tr').map((row) => all(row, 'w:tc').map((cell) => textOf(cell)));
  const tables = all(document, 'w:tbl').map(rowsOf);
  for (const { name, cells: own } of placed)
    expect(tables.some((rows) => rows.some((row) => row.join() === [name, ...filled(own)].join()))).toBe(
      true,
    );
  const pictured = all(document, 'wp:docPr').map(({ attributes }) => attributes['descr'] ?? '');
  for (const { name, cells: own } of placed) {
    const said = own.flatMap((cell, column) => (cell === null ? [] : [`${column + 1}: ${cell}`]));
    expect(pictured.some((words) => words.includes([name, ...said].join(', ')))).toBe(true);
  }

  const pdf = await synthesisPdf(manuscript, texts);
  const said = structureWords(pdf);
  for (const { name, cells: own } of placed)
    expect(said).toContain(inOneLine([name, ...own.filter((cell) => cell !== null)].join(' ')));
  expect(readPdf(pdf).text).toContain('Figure 1.');

  const { markup } = synthesisArticle(synthesis, texts, figures);
  for (const { name, cells: own } of placed)
    expect(markup.replace(/\s*\n\s*/g, '')).toContain(
      [name, ...filled(own)].map((cell) => `<td>${cell}</td>`).join(''),
    );
});

it('figures are attributes alone: no styles, scripts, ids or addresses, and the same bytes twice', () => {
  const once = drawnFigures(livelySynthesis('fr'), exportTextsOf('fr'));
  expect(drawnFigures(livelySynthesis('fr'), exportTextsOf('fr'))).toEqual(once);
  expect(once.map(({ id }) => id)).toEqual(['threads', 'spread', 'standing', 'medians', 'coverage']);
  const tokens = readFileSync('client/app/tokens.css', 'utf8');
  for (const { wide, narrow } of once)
    for (const svg of [wide, narrow]) {
      readXml(svg);
      expect(svg).not.toMatch(/ (?:style|class|id|on\w+|href)=|<(?:style|script|image|a)\b/);
      const used = [...svg.matchAll(/="var\((--[\w-]+)\)"/g)].map(([, name = '']) => name);
      expect(used.length).toBeGreaterThan(20);
      for (const name of new Set(used)) expect(tokens).toContain(`  ${name}: `);
      expect(inLight(svg)).not.toMatch(/var\(--|#000000/);
    }
});

it('numbers and words in a figure are the reader’s', () => {
  const [, spread] = drawnFigures(livelySynthesis('fr', { people: 70 }), exportTextsOf('fr'));
  expect(spread?.wide).toContain('Médiane');
  expect(spread?.wide).toMatch(/>\d,5<\/text>/);
});

it('names that look like markup or like our colours stay words', () => {
  const name = '<b>&"var(--ink)"</b>';
  const state = aSession({
    territories: [aTerritory('t1', name)],
    maturity: [{ participantId: 'a', territoryId: 't1', blockId: 'legal', level: 2, evidence: '', at: NOON }],
  });
  const [, , heatmap] = drawnFigures(synthesise(anInput({ state })), texts).slice(-3);
  const svg = inLight((heatmap as DrawnFigure).wide);
  expect(textOf(readXml(svg))).toContain('<b>&"var(--ink)"</b>');
});

it('nothing is drawn of nothing, and a long grid comes in parts that fit on a page', () => {
  expect(drawnFigures(synthesise(anInput()), texts)).toEqual([]);
  const territories = Array.from({ length: 40 }, (_, nth) => aTerritory(`t${nth + 10}`, `Place ${nth + 10}`));
  const cards = territories.map(({ id }, nth) => aCard(`c${nth + 100}`, 'exists', { territories: [id] }));
  const drawn = drawnFigures(
    synthesise(anInput({ state: aSession({ territories }), canvases: [aCanvas('g1/legal', { cards })] })),
    texts,
  );
  expect(drawn.map(({ caption }) => caption)).toEqual(
    [1, 2, 3].map((part) => `${texts.coverageTable} (${part} of 3)`),
  );
});
