import { SYNTHESIS_GROUP, TO_SORT } from '../canvas/schema.ts';
import type { Id } from '../session/state.ts';
import { argumentsOf } from './arguments.ts';
import { byVotes, refsOf, type Parts } from './parts.ts';
import type { SynthesisBlock, SynthesisCard, SynthesisInput, Told } from './shape.ts';
import { exportTextsOf } from './texts.ts';
import { inLanguage } from './wording.ts';

/** Every block of the scenario, also one on which nobody wrote. */
export function blocksOf({ input, order, written, cards, tied, similar, say }: Parts): SynthesisBlock[] {
  const { blocks, zones } = input.scenario;
  const known = zones.map(({ id, title }) => ({ id, title: say(title) }));
  return order.blocks.flatMap((id) => {
    const here = cards.filter((card) => card.block === id);
    return blocks
      .filter((block) => block.id === id)
      .map(({ number, title, hue }) => ({
        id,
        number,
        title: say(title),
        ...(hue === undefined ? {} : { hue }),
        zones: zonesOf(here, known, exportTextsOf(input.language).toSort),
        ...argumentsOf(
          written.filter(({ canvas }) => canvas.block === id),
          tied,
          zones,
        ),
        mostChosen: refsOf(byVotes(here.filter(({ votes }) => votes > 0))),
        ...(similar.has(id) ? { similar: similar.get(id) ?? [] } : {}),
        ...narrativeOf(input, id),
      }));
  });
}

function zonesOf(
  cards: readonly SynthesisCard[],
  known: readonly { id: Id; title: string }[],
  toSort: string,
): SynthesisBlock['zones'] {
  // Cards that nobody has sorted yet, or of a strange client, are still somebody's.
  const strange = [...new Set(cards.map(({ zone }) => zone))]
    .filter((zone) => known.every(({ id }) => id !== zone))
    .map((id) => ({ id, title: id === TO_SORT ? toSort : id }));
  return [...known, ...strange].map(({ id, title }) => ({
    id,
    title,
    cards: refsOf(cards.filter(({ zone }) => zone === id)),
  }));
}

/** What people wrote about a block (or "overall") as a whole, with the language it is in. */
export function narrativeOf(
  { canvases, language, state }: Pick<SynthesisInput, 'canvases' | 'language' | 'state'>,
  block: Id,
): Told {
  const canvas = canvases.find(
    (candidate) => candidate.group === SYNTHESIS_GROUP && candidate.block === block,
  );
  const told = inLanguage(canvas?.narrative ?? {}, language, state.languages);
  return { narrative: told?.text ?? '', narrativeLang: told?.lang ?? null };
}
