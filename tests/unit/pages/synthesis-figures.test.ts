import { describe, expect, it } from 'vitest';
import {
  languageFor,
  medianOf,
  placementTotals,
  rangesBySituation,
  shadeOf,
  spreadByBlock,
  territoryGrid,
} from '#client/pages/synthesis/figures.ts';
import type { Level, Placement } from '#shared/session/state.ts';
import { actionsByBlock, briefRows, remainingZones } from '#shared/synthesis/reading.ts';
import type {
  SynthesisAction,
  SynthesisBlock,
  SynthesisCard,
  SynthesisMaturity,
} from '#shared/synthesis/shape.ts';

const placement = (
  blockId: string,
  level: Level | null,
  { evidence = '', territoryId = 't1' } = {},
): Placement => ({
  participantId: 'p',
  territoryId,
  blockId,
  level,
  evidence,
  at: '2021-06-01T15:00:00.000Z',
});

const card = (ref: string, block: string, more: Partial<SynthesisCard> = {}): SynthesisCard => ({
  ref,
  block,
  group: 'g1',
  zone: 'gaps',
  text: ref,
  lang: 'fr',
  territories: [],
  votes: 0,
  ...more,
});

const block = (id: string, more: Partial<SynthesisBlock> = {}): SynthesisBlock => ({
  id,
  number: 1,
  title: id,
  zones: [],
  arguments: [],
  openGaps: [],
  mostChosen: [],
  narrative: '',
  narrativeLang: null,
  ...more,
});

describe('the median', () => {
  it('is the middle level, whatever the order', () => {
    expect(medianOf([4, 0, 1])).toBe(1);
  });
  it('lies halfway between the middle two of an even number', () => {
    expect(medianOf([1, 2, 0, 3])).toBe(1.5);
  });
  it('does not exist where nobody placed anything', () => {
    expect(medianOf([])).toBeNull();
  });
  it('between two levels takes the colour of the lower one', () => {
    expect([shadeOf(0), shadeOf(1.5), shadeOf(4)]).toEqual([0, 1, 4]);
  });
});

describe('the spread of a block', () => {
  const spread = spreadByBlock(
    [
      placement('legal', 2, { evidence: '  ' }),
      placement('legal', 2, { evidence: 'a by-law' }),
      placement('legal', 0),
      placement('legal', null),
      placement('data', 4, { evidence: 'a register' }),
    ],
    ['data', 'legal', 'markets'],
  );

  it('has one dot per placement in the column of its level', () => {
    expect(spread[1]?.columns.map((dots) => dots.length)).toEqual([1, 0, 2, 0, 0]);
  });
  it('marks placements without a line of evidence as provisional, after the others', () => {
    expect(spread[1]?.columns[2]).toEqual([{ isProvisional: false }, { isProvisional: true }]);
  });
  it('counts “I don’t know” apart, in neither number nor median', () => {
    expect(spread[1]).toMatchObject({ count: 3, median: 2, unknown: 1 });
  });
  it('keeps the blocks in the order given, also those that nobody placed', () => {
    expect(spread.map((row) => row.block)).toEqual(['data', 'legal', 'markets']);
    expect(spread[2]).toMatchObject({ count: 0, median: null, unknown: 0 });
  });
});

it('placements are counted without “I don’t know”, and those without evidence again as provisional', () => {
  const placements = [placement('a', 1), placement('a', 3, { evidence: 'a budget' }), placement('b', null)];
  expect(placementTotals(placements)).toEqual({ count: 2, provisional: 1 });
});

describe('the ranges by situation', () => {
  const situations = [
    { id: 'seedbed', title: 'Ground to prepare', territories: ['t1', 't2'], cards: [] },
    { id: 'integrated', title: 'Ecosystem', territories: [], cards: [] },
  ];
  const known = [
    placement('legal', 1, { territoryId: 't1' }),
    placement('legal', 3, { territoryId: 't2', evidence: 'a law' }),
    placement('data', 2, { territoryId: 't1' }),
    placement('data', null, { territoryId: 't2' }),
  ];

  it('run from the lowest to the highest level, with how many placed', () => {
    const cell = rangesBySituation(known, situations, ['legal', 'data'])[0]?.cells[0];
    expect(cell).toEqual({ levels: [1, 3], min: 1, max: 3, count: 2, isProvisional: false });
  });
  it('are provisional only where no placement has evidence', () => {
    expect(rangesBySituation(known, situations, ['data'])[0]?.cells[0]).toMatchObject({
      isProvisional: true,
    });
  });
  it('are empty where nobody placed a level', () => {
    expect(rangesBySituation(known, situations, ['legal'])[1]?.cells).toEqual([null]);
  });
  it('end with the territories that chose no situation, where there are any', () => {
    const rows = rangesBySituation([...known, placement('legal', 0, { territoryId: 't9' })], situations, [
      'legal',
    ]);
    expect(rows.map(({ situation }) => situation)).toEqual(['seedbed', 'integrated', null]);
    expect(rangesBySituation(known, situations, ['legal'])).toHaveLength(2);
  });
});

describe('the grid of territories', () => {
  const maturity = (
    territory: string,
    id: string,
    more: Partial<SynthesisMaturity> = {},
  ): SynthesisMaturity => ({
    territory,
    block: id,
    median: 2,
    min: 2,
    max: 2,
    count: 1,
    unknown: 0,
    levels: [0, 0, 1, 0, 0],
    provisional: [0, 0, 1, 0, 0],
    evidence: [],
    ...more,
  });
  const territories = ['b', 'a', 'c'].map((id) => ({ id, name: id, isNamed: id === 'b', cards: [] }));
  const rows = territoryGrid(
    {
      territories,
      maturity: [
        maturity('a', 'legal', { median: 4 }),
        maturity('b', 'data', { evidence: ['a register'] }),
        maturity('b', 'legal', { median: null, count: 0, unknown: 2 }),
      ],
    },
    ['legal', 'data'],
  );

  it('keeps the synthesis’s order and never sorts by level', () => {
    expect(rows.map(({ id }) => id)).toEqual(['b', 'a']);
  });
  it('is provisional where no evidence was given, and blank where nobody answered', () => {
    expect(rows[1]?.cells).toEqual([{ median: 4, count: 1, unknown: 0, isProvisional: true }, null]);
    expect(rows[0]?.cells[1]).toMatchObject({ isProvisional: false });
  });
  it('tells “I don’t know” from no answer', () => {
    expect(rows[0]?.cells[0]).toEqual({ median: null, count: 0, unknown: 2, isProvisional: false });
  });
});

describe('the session on one page', () => {
  const cards = [card('g1/legal/c1', 'legal'), card('g1/legal/c2', 'legal', { votes: 3 })];
  const report = { block: 'legal', action: 'g1/legal/c1', question: 'Who pays?', lines: '', lang: 'en' };
  const group = { id: 'g1', name: 'Room 1', blocks: ['legal'], cards: [] };

  it('gives each block the report sheets of its rooms', () => {
    const [legal, data] = briefRows({
      blocks: [block('legal'), block('data')],
      groups: [{ ...group, reports: [report] }],
      cards,
    });
    expect(legal?.reports).toEqual([{ group: 'Room 1', action: cards[0], report }]);
    expect(data).toMatchObject({ reports: [], mostChosen: null, cards: 0 });
  });
  it('falls back to the most chosen card where no sheet came in', () => {
    const [legal] = briefRows({
      blocks: [block('legal', { mostChosen: ['g1/legal/c2'] })],
      groups: [{ ...group, reports: [] }],
      cards,
    });
    expect(legal).toMatchObject({ reports: [], mostChosen: cards[1], cards: 2 });
  });
});

it('the action plan goes block by block, the most chosen first within each', () => {
  const action = (ref: string, votes: number): SynthesisAction => ({
    ref,
    owner: null,
    due: null,
    status: 'proposed',
    votes,
  });
  const rows = actionsByBlock(
    {
      actions: [action('x', 5), action('y', 4), action('z', 1), action('gone', 1)],
      cards: [card('x', 'data'), card('y', 'legal'), card('z', 'data')],
    },
    ['legal', 'data'],
  );
  expect(rows.map((row) => row.card.ref)).toEqual(['y', 'x', 'z']);
});

it('the zones of a block leave out what its arguments and open gaps show', () => {
  const zones = remainingZones(
    block('legal', {
      zones: [
        { id: 'exists', title: 'What exists', cards: ['e'] },
        { id: 'gaps', title: 'What is missing', cards: ['g', 'o'] },
        { id: 'levers', title: 'Levers', cards: ['l', 'loose'] },
      ],
      arguments: [{ gap: 'g', levers: ['l'], actions: [] }],
      openGaps: ['o'],
    }),
  );
  expect(zones.map(({ id, cards }) => [id, cards])).toEqual([
    ['exists', ['e']],
    ['levers', ['loose']],
  ]);
});

it('the synthesis is asked in the reader’s language, or in the session’s first', () => {
  expect(languageFor('es', ['fr', 'es'])).toBe('es');
  expect(languageFor('en', ['fr', 'es'])).toBe('fr');
});
