import { describe, expect, it } from 'vitest';
import { printed, readPdf, timesIn } from '#tests/support/office.ts';
import { sheetNames, synthesisXlsx } from '#server/documents/xlsx.ts';
import { synthesise, type Synthesis } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { aCanvas, aCard, anInput } from '../synthesis/a-workshop.ts';
import { livelySynthesis } from './a-lively-session.ts';
import { fullSynthesis } from './a-synthesis.ts';
import { all, partsOf, readXml, textOf, type Element } from './office-file.ts';

type Read = { name: string; rows: (string | number | null)[][]; xml: Element };

/** The sheets as any spreadsheet reads them: `t="s"` is text, no type is a number, and `_x0041_` is "A". */
function sheetsIn(file: Buffer): Read[] {
  const parts = partsOf(file);
  const part = (name: string) => readXml(parts[name] ?? '');
  const shared = all(part('xl/sharedStrings.xml'), 'si').map((item) =>
    textOf(item).replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );
  return all(part('xl/workbook.xml'), 'sheet').map(({ attributes }, index) => {
    const xml = part(`xl/worksheets/sheet${index + 1}.xml`);
    const rows = all(xml, 'row').map((row) => {
      const cells: (string | number | null)[] = [];
      for (const cell of all(row, 'c')) {
        const column = (cell.attributes.r ?? '').charCodeAt(0) - 65;
        const value = all(cell, 'v')[0];
        expect(all(cell, 'f')).toEqual([]);
        while (cells.length < column) cells.push(null);
        cells[column] = !value
          ? null
          : cell.attributes.t === 's'
            ? (shared[Number(textOf(value))] ?? 'missing')
            : Number(textOf(value));
      }
      return cells;
    });
    return { name: attributes.name ?? '', rows, xml };
  });
}

const workbook = async (synthesis: Synthesis) =>
  sheetsIn(await synthesisXlsx(synthesis, exportTextsOf(synthesis.language)));

const withCards = (texts: string[], language = 'en') =>
  synthesise(
    anInput({
      language,
      canvases: [
        aCanvas('g1/legal', {
          cards: texts.map((text, index) => aCard(`c${100 + index}`, 'gaps', { text, territories: [] })),
        }),
      ],
    }),
  );

const HOSTILE = [
  '=1+1',
  '+cmd',
  '-2',
  '@SUM(A1)',
  '\uFF1D1+1',
  '<b>&amp;</b> ]]>',
  '_x0041_',
  'constructor',
  '__proto__',
  'toString',
  '123',
  'Ñandú – œuvre, ação 🧶',
  'x'.repeat(5000),
];

describe('a synthesis as a workbook', () => {
  it.each(['en', 'fr', 'es'])('holds every card once, where it belongs, in %s', async (language) => {
    const synthesis = fullSynthesis(language, 'Économie à São Tomé, ñandú');
    const [about, cards, actions, threads, maturity, territories, situations] = await workbook(synthesis);
    expect(cards?.rows.slice(1).map(([ref]) => ref)).toEqual(synthesis.cards.map(({ ref }) => ref));
    expect(cards?.rows.slice(1).map((row) => row[5])).toEqual(synthesis.cards.map(({ text }) => text));
    expect(actions?.rows.slice(1).map(([ref]) => ref)).toEqual(synthesis.actions.map(({ ref }) => ref));
    expect(actions?.rows[1]?.[8]).toBe(2);
    expect(threads?.rows.slice(1).map((row) => [row[0], row[5] !== undefined])).toEqual([
      ['g1/legal/c1', true],
      ['g1/legal/c1', true],
      ['g1/legal/c4', false],
    ]);
    expect(maturity?.rows.slice(1).map((row) => row.slice(3, 8))).toEqual(
      synthesis.maturity.map(({ min, median, max, count, unknown }) => [min, median, max, count, unknown]),
    );
    for (const [sheet, places] of [
      [territories, synthesis.territories],
      [situations, synthesis.situations],
    ] as const) {
      const refs = sheet?.rows.slice(1).map((row) => row[sheet === territories ? 1 : 2] ?? null);
      expect(refs).toEqual(places.flatMap((place) => (place.cards.length > 0 ? place.cards : [null])));
    }
    expect(about?.rows.flat()).toEqual(
      expect.arrayContaining([synthesis.session.title, synthesis.totals.cards]),
    );
  });

  it.each(['en', 'fr', 'es'])(
    'keeps the heading in sight and filters, under legal names, in %s',
    async (language) => {
      const sheets = await workbook(fullSynthesis(language));
      // Seven that are always there, and those that have something to tell.
      expect(sheets).toHaveLength(9);
      for (const { name, rows, xml } of sheets.slice(1)) {
        expect(name).toMatch(/^[^[\]/\\:*?']{1,31}$/);
        expect(all(xml, 'pane')[0]?.attributes).toMatchObject({ ySplit: '1', state: 'frozen' });
        const last = String.fromCharCode(64 + (rows[0]?.length ?? 0));
        expect(all(xml, 'autoFilter')[0]?.attributes.ref).toBe(`A1:${last}${rows.length}`);
        expect(rows[0]?.every((title) => typeof title === 'string' && title !== '')).toBe(true);
      }
      expect(sheetNames(sheets.map(({ name }) => name))).toEqual(sheets.map(({ name }) => name));
    },
  );

  it('prints its headings on every page, as wide as the page', async () => {
    const synthesis = withCards(Array.from({ length: 90 }, (_, index) => `Nobody pays for number ${index}`));
    const { pages } = readPdf(await printed(await synthesisXlsx(synthesis, exportTextsOf('en')), 'xlsx'));
    const ofCards = pages.filter((page) => page.includes('Original language'));
    expect(ofCards.map((page) => timesIn(page, 'Reference'))).toEqual(ofCards.map(() => 1));
    const found = ofCards.flatMap((page) => [...page.matchAll(/Nobody pays for number (\d+)/g)]);
    // All cards under one heading or another, and no column on a page of its own.
    expect(found.map(([, number]) => Number(number))).toEqual([...Array(90).keys()]);
    expect(ofCards.length).toBeGreaterThan(1);
  });

  it('names what it prints under any name of a sheet', async () => {
    const texts = { ...exportTextsOf('en'), actionPlan: "L’action & <l'autre>" };
    const parts = partsOf(await synthesisXlsx(withCards(['One']), texts));
    const titles = all(readXml(parts['xl/workbook.xml'] ?? ''), 'definedName');
    expect(titles[2]?.attributes).toMatchObject({ name: '_xlnm.Print_Titles', localSheetId: '2' });
    expect(textOf(titles[2] ?? titles[0]!)).toBe("'L’action & <l''autre>'!$1:$1");
  });

  it('has sheets for what may be the same, commitments, answers and who took part', async () => {
    const synthesis = livelySynthesis('en', { groups: 12, blocks: 3 });
    const [similar, commitments, polls, people] = (await workbook(synthesis)).slice(7);
    const proposals = synthesis.blocks.flatMap((block) => block.similar ?? []);
    expect(similar?.rows.slice(1).map(([proposal, ref]) => [proposal, ref])).toEqual(
      proposals.flatMap((refs, at) => refs.map((ref) => [at + 1, ref])),
    );
    expect(commitments?.rows[1]?.slice(0, 2)).toEqual(['Je propose un règlement au conseil.', 'fr']);
    expect(polls?.rows.slice(1).map((row) => row[2])).toEqual(
      synthesis.polls?.flatMap(({ options }) => options.map(({ count }) => count)),
    );
    expect(people?.rows[1]).toEqual(['Role', 'Participant', 24, 20]);
  });

  it('keeps text text, whatever it looks like', async () => {
    const [, cards] = await workbook(withCards(HOSTILE));
    expect(cards?.rows.slice(1).map((row) => row[5])).toEqual(HOSTILE);
  });

  it('leaves out what no file may hold', async () => {
    const [, cards] = await workbook(withCards(['a\u0000\u0007b\uD800c\uFFFF\u202Ed', 'one\r\ntwo\tthree']));
    expect(cards?.rows.slice(1).map((row) => row[5])).toEqual(['abcd', 'one\ntwo three']);
  });

  it('cuts what is longer than a cell', async () => {
    const [, cards] = await workbook(withCards(['é'.repeat(40_000)]));
    expect(String(cards?.rows[1]?.[5]).length).toBe(32_767);
  });

  it('is whole when nothing was written, or one card', async () => {
    const empty = await workbook(withCards([]));
    expect(empty.map(({ rows }) => rows.length).slice(1, 5)).toEqual([1, 1, 1, 1]);
    const [, one] = await workbook(withCards(['Alone']));
    expect(one?.rows).toHaveLength(2);
  });

  it('is the same twice', async () => {
    const write = () => synthesisXlsx(fullSynthesis('fr'), exportTextsOf('fr'));
    expect((await write()).equals(await write())).toBe(true);
  });

  it('names a day as a day and a while in words', async () => {
    const cards = ['2027-03-31', 'P6M', '2027-02-31'].map((due, index) =>
      aCard(`c${index}`, 'actions', { due }),
    );
    const [, , actions] = await workbook(synthesise(anInput({ canvases: [aCanvas('g1/legal', { cards })] })));
    expect(actions?.rows.slice(1).map((row) => row[7])).toEqual([46_477, '6 months', '2027-02-31']);
  });
});

it('sheets have names that are legal, short and their own', () => {
  expect(sheetNames(['a/b:c*?[d]\\', "'", 'Same', 'same', 'long '.repeat(9)])).toEqual([
    'a b c d',
    '2',
    'Same',
    'same 2',
    'long long long long long long l',
  ]);
});
