import type { Id } from '../session/state.ts';
import { medianOf } from './maturity.ts';
import type { Synthesis, SynthesisAction, SynthesisCard, SynthesisReport } from './shape.ts';

/** A synthesis in the order in which people read it: what the page and every document have in common. */

export type BriefReport = { group: string; action: SynthesisCard | null; report: SynthesisReport };
export type BriefRow = { block: Id; reports: BriefReport[]; mostChosen: SynthesisCard | null; cards: number };

/** What the territories of one situation placed on one block: never drawn together into one number. */
export type Standing = { min: number; max: number; count: number; levels: number[]; isProvisional: boolean };
/** `situation` null: the territories that chose none. A cell is null where nobody answered with a level. */
export type StandingRow = { situation: Id | null; title: string; cells: (Standing | null)[] };
/** `territory` null: the cards about no territory. */
export type CoverageRow = { territory: Id | null; counts: number[] };

/** Block by block what the rooms reported; where no sheet came in, what was most chosen there. */
export function briefRows({
  blocks,
  groups,
  cards,
}: Pick<Synthesis, 'blocks' | 'groups' | 'cards'>): BriefRow[] {
  const card = cardLookup(cards);
  return blocks.map(({ id, mostChosen }) => ({
    block: id,
    reports: groups.flatMap(({ name, reports }) =>
      reports
        .filter(({ block }) => block === id)
        .map((report) => ({
          group: name,
          action: report.action === null ? null : card(report.action),
          report,
        })),
    ),
    mostChosen: mostChosen[0] === undefined ? null : card(mostChosen[0]),
    cards: cards.filter(({ block }) => block === id).length,
  }));
}

/** The actions by block; within a block as the synthesis has them, the most chosen first. */
export function actionsByBlock(
  { actions, cards }: Pick<Synthesis, 'actions' | 'cards'>,
  blocks: readonly Id[],
): { action: SynthesisAction; card: SynthesisCard }[] {
  const card = cardLookup(cards);
  const rows = actions.flatMap((action) => {
    const written = card(action.ref);
    return written === null ? [] : [{ action, card: written }];
  });
  return [...blocks, ...new Set(rows.map(({ card: { block } }) => block))]
    .filter((block, place, all) => all.indexOf(block) === place)
    .flatMap((block) => rows.filter((row) => row.card.block === block));
}

/** The zones of a block with the cards that its arguments and open gaps do not show already; empty zones are left out. */
export function remainingZones(block: Synthesis['blocks'][number]): Synthesis['blocks'][number]['zones'] {
  const shown = new Set([
    ...block.arguments.flatMap(({ gap, levers, actions }) => [gap, ...levers, ...actions]),
    ...block.openGaps,
  ]);
  return block.zones
    .map((zone) => ({ ...zone, cards: zone.cards.filter((ref) => !shown.has(ref)) }))
    .filter(({ cards }) => cards.length > 0);
}

/** A card by its ref. */
export function cardLookup(cards: readonly SynthesisCard[]): (ref: string) => SynthesisCard | null {
  const byRef = new Map(cards.map((card) => [card.ref, card]));
  return (ref) => byRef.get(ref) ?? null;
}

/** The situations in the scenario's order, then the territories that chose none where these placed anything. */
export function standingBySituation({
  blocks,
  situations,
  maturity,
}: Pick<Synthesis, 'blocks' | 'situations' | 'maturity'>): StandingRow[] {
  const situated = new Set(situations.flatMap(({ territories }) => territories));
  const cellsOf = (isOfRow: (territory: Id) => boolean) =>
    blocks.map(({ id }) =>
      standingOf(maturity.filter(({ block, territory }) => block === id && isOfRow(territory))),
    );
  const rows: StandingRow[] = situations.map(({ id, title, territories }) => ({
    situation: id,
    title,
    cells: cellsOf((territory) => territories.includes(territory)),
  }));
  const others = cellsOf((territory) => !situated.has(territory));
  return others.some((cell) => cell !== null)
    ? [...rows, { situation: null, title: '', cells: others }]
    : rows;
}

function standingOf(here: Synthesis['maturity']): Standing | null {
  const mins = here.flatMap(({ min }) => min ?? []);
  const maxs = here.flatMap(({ max }) => max ?? []);
  if (mins.length === 0) return null;
  const levels = sumOf(here.map((one) => one.levels));
  return {
    min: Math.min(...mins),
    max: Math.max(...maxs),
    count: here.reduce((sum, one) => sum + one.count, 0),
    levels,
    isProvisional: sumOf(here.map(({ provisional }) => provisional)).every((n, level) => n === levels[level]),
  };
}

const sumOf = (rows: readonly number[][]): number[] =>
  [0, 1, 2, 3, 4].map((level) => rows.reduce((sum, row) => sum + (row[level] ?? 0), 0));

/** `levels`: how many chose each, 0 to 4; `provisional`: those of them without evidence. `median` null: nobody chose one. */
export type BlockSpread = {
  block: Id;
  levels: number[];
  provisional: number[];
  count: number;
  median: number | null;
  unknown: number;
};

/** What was placed on each block, over all territories. */
export function spreadOfBlocks({ blocks, maturity }: Pick<Synthesis, 'blocks' | 'maturity'>): BlockSpread[] {
  return blocks.map(({ id }) => {
    const here = maturity.filter(({ block }) => block === id);
    const levels = sumOf(here.map((one) => one.levels));
    return {
      block: id,
      levels,
      provisional: sumOf(here.map(({ provisional }) => provisional)),
      count: here.reduce((sum, { count }) => sum + count, 0),
      median: medianOf(levels.flatMap((count, level) => Array<number>(count).fill(level))),
      unknown: here.reduce((sum, { unknown }) => sum + unknown, 0),
    };
  });
}

/** How far the gaps of each block lead: to an action, to a lever alone, nowhere yet. */
export type ThreadsOfBlock = { block: Id; toAction: number; toLever: number; open: number };

export const threadsOfBlocks = ({ blocks }: Pick<Synthesis, 'blocks'>): ThreadsOfBlock[] =>
  blocks.map((block) => {
    const toAction = block.arguments.filter(({ actions }) => actions.length > 0).length;
    return {
      block: block.id,
      toAction,
      toLever: block.arguments.length - toAction,
      open: block.openGaps.length,
    };
  });

/** How many cards each territory has on each block: where a row is thin, the synthesis says little. */
export function coverageOf({
  blocks,
  territories,
  cards,
}: Pick<Synthesis, 'blocks' | 'territories' | 'cards'>): CoverageRow[] {
  const rows = new Map<Id | null, number[]>(
    [...territories.map(({ id }) => id), null].map((id) => [id, blocks.map(() => 0)]),
  );
  const columns = new Map(blocks.map(({ id }, column) => [id, column]));
  for (const { block, territories: about } of cards) {
    const column = columns.get(block);
    if (column === undefined) continue;
    for (const id of about.length === 0 ? [null] : about) {
      const counts = rows.get(id);
      if (counts) counts[column] = (counts[column] ?? 0) + 1;
    }
  }
  return [...rows]
    .map(([territory, counts]) => ({ territory, counts }))
    .filter(({ territory, counts }) => territory !== null || counts.some((count) => count > 0));
}
