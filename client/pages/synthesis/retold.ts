import type { NarrativeEntry } from '#shared/protocol/narratives.ts';
import type { Synthesis, Told } from '#shared/synthesis/shape.ts';

/** The synthesis with what is told of it now; the very same where nothing was written since, so that the page stays as it is. */
export function retold(synthesis: Synthesis, narratives: readonly NarrativeEntry[]): Synthesis {
  const anew = <T extends Told>(known: T, block: string): T => {
    const told = narratives.find((one) => one.block === block);
    if (!told || (told.narrative === known.narrative && told.narrativeLang === known.narrativeLang))
      return known;
    return { ...known, narrative: told.narrative, narrativeLang: told.narrativeLang };
  };
  const blocks = synthesis.blocks.map((block) => anew(block, block.id));
  const isSame = blocks.every((block, index) => block === synthesis.blocks[index]);
  return anew(isSame ? synthesis : { ...synthesis, blocks }, 'overall');
}
