import type { Id, Placement } from '../session/state.ts';
import type { SynthesisMaturity } from './shape.ts';
import { compare } from './wording.ts';

const LEVELS = [0, 1, 2, 3, 4];

/**
 * Where territories stand, one entry for each place and block that somebody placed, in the order given: never ranked,
 * and never drawn together into one number for a place.
 */
export function maturityOf(
  placements: readonly Placement[],
  territories: readonly Id[],
  blocks: readonly Id[],
): SynthesisMaturity[] {
  return territories.flatMap((territory) =>
    blocks.flatMap((block) => {
      const here = placements.filter(
        ({ territoryId, blockId }) => territoryId === territory && blockId === block,
      );
      return here.length === 0 ? [] : [spreadOf(territory, block, here)];
    }),
  );
}

function spreadOf(territory: Id, block: Id, placements: readonly Placement[]): SynthesisMaturity {
  const levels = placements.flatMap(({ level }) => (level === null ? [] : [level])).sort((a, b) => a - b);
  return {
    territory,
    block,
    median: medianOf(levels),
    min: levels[0] ?? null,
    max: levels.at(-1) ?? null,
    count: levels.length,
    unknown: placements.length - levels.length,
    levels: byLevel(placements),
    provisional: byLevel(placements.filter(({ evidence }) => evidence.trim() === '')),
    // By their words: any other order would tell who wrote which.
    evidence: placements
      .map(({ evidence }) => evidence)
      .filter((evidence) => evidence.trim() !== '')
      .sort(compare),
  };
}

const byLevel = (placements: readonly Placement[]): number[] =>
  LEVELS.map((level) => placements.filter((one) => one.level === level).length);

/** The middle one of sorted numbers, or the mean of the middle two. Null when there is none. */
export function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
