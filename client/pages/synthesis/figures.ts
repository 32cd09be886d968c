import type { Id, Level, Placement } from '#shared/session/state.ts';
import type { Synthesis } from '#shared/synthesis/shape.ts';

/** What the synthesis page counts and puts in order. Pure; no mean anywhere, and nothing is ever sorted by level. */

export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4];

/** One placement of a level. Provisional: no line of evidence was given. */
export type Dot = { isProvisional: boolean };
/** `columns`: the dots by level, 0 to 4. `count` placed a level, `unknown` answered "I don't know". */
export type BlockSpread = {
  block: Id;
  columns: Dot[][];
  count: number;
  median: number | null;
  unknown: number;
};
/** What the territories of one situation placed on one block; null where nobody answered with a level. */
export type SituationCell = {
  levels: Level[];
  min: Level;
  max: Level;
  count: number;
  isProvisional: boolean;
};
/** `situation` null: the territories that chose none. */
export type SituationRow = { situation: Id | null; title: string; cells: (SituationCell | null)[] };
/** `median` null: only "I don't know" was answered. */
export type TerritoryCell = { median: number | null; count: number; unknown: number; isProvisional: boolean };
export type TerritoryRow = { id: Id; name: string; isNamed: boolean; cells: (TerritoryCell | null)[] };

const isWithoutEvidence = ({ evidence }: Placement): boolean => evidence.trim() === '';

/** The middle one, or halfway between the middle two. Null when there is none. */
export function medianOf(levels: readonly number[]): number | null {
  const sorted = levels.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** For each block, in the order given: one dot per placement, those with evidence first. */
export function spreadByBlock(placements: readonly Placement[], blocks: readonly Id[]): BlockSpread[] {
  return blocks.map((block) => {
    const here = placements.filter(({ blockId }) => blockId === block);
    const levels = here.flatMap(({ level }) => (level === null ? [] : [level]));
    return {
      block,
      columns: LEVELS.map((level) =>
        here
          .filter((placement) => placement.level === level)
          .map((placement) => ({ isProvisional: isWithoutEvidence(placement) }))
          .sort((a, b) => Number(a.isProvisional) - Number(b.isProvisional)),
      ),
      count: levels.length,
      median: medianOf(levels),
      unknown: here.length - levels.length,
    };
  });
}

/** How many placed a level, and how many of these without a line of evidence. "I don't know" is no placement. */
export function placementTotals(placements: readonly Placement[]): { count: number; provisional: number } {
  const placed = placements.filter(({ level }) => level !== null);
  return { count: placed.length, provisional: placed.filter(isWithoutEvidence).length };
}

/** The situations in the scenario's order, then the territories that chose none where these placed anything. */
export function rangesBySituation(
  placements: readonly Placement[],
  situations: Synthesis['situations'],
  blocks: readonly Id[],
): SituationRow[] {
  const situated = new Set(situations.flatMap(({ territories }) => territories));
  const cellsOf = (here: readonly Placement[]) =>
    blocks.map((block) => situationCell(here.filter(({ blockId }) => blockId === block)));
  const rows: SituationRow[] = situations.map(({ id, title, territories }) => ({
    situation: id,
    title,
    cells: cellsOf(placements.filter(({ territoryId }) => territories.includes(territoryId))),
  }));
  const others = cellsOf(placements.filter(({ territoryId }) => !situated.has(territoryId)));
  return others.some((cell) => cell !== null)
    ? [...rows, { situation: null, title: '', cells: others }]
    : rows;
}

function situationCell(placements: readonly Placement[]): SituationCell | null {
  const placed = placements.filter(({ level }) => level !== null);
  const levels = LEVELS.filter((level) => placed.some((placement) => placement.level === level));
  const [min, max] = [levels[0], levels.at(-1)];
  if (min === undefined || max === undefined) return null;
  return { levels, min, max, count: placed.length, isProvisional: placed.every(isWithoutEvidence) };
}

/** The territories that somebody placed, in the synthesis's own order: by name, then those that carry a letter. */
export function territoryGrid(
  { territories, maturity }: Pick<Synthesis, 'territories' | 'maturity'>,
  blocks: readonly Id[],
): TerritoryRow[] {
  return territories
    .filter(({ id }) => maturity.some(({ territory }) => territory === id))
    .map(({ id, name, isNamed }) => ({
      id,
      name,
      isNamed,
      cells: blocks.map((block) => {
        const here = maturity.find((one) => one.territory === id && one.block === block);
        if (!here) return null;
        const { median, count, unknown, evidence } = here;
        return { median, count, unknown, isProvisional: count > 0 && evidence.length === 0 };
      }),
    }));
}

/** The colour of a median between two levels is the lower one's: in doubt, the lower level. */
export const shadeOf = (median: number): Level => LEVELS[Math.floor(median)] ?? 0;

/** The language to ask the synthesis in: the reader's, or the session's first where it is none of the session's. */
export const languageFor = (reader: string, languages: readonly string[]): string =>
  languages.includes(reader) ? reader : (languages[0] ?? reader);
