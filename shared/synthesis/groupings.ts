import type { CanvasSnapshot } from '../canvas/snapshot.ts';
import type { Id, Lang, Ref } from '../session/state.ts';
import { isSaid, refOf } from './cards.ts';
import { refsOf, type Parts } from './parts.ts';
import type { Synthesis, SynthesisReport, SynthesisTerritory } from './shape.ts';

/** The cards again, by the groups that wrote them, with what each told the plenary. */
export function groupsOf({ input, canvases, cards, refs }: Parts): Synthesis['groups'] {
  const { groups, languages } = input.state;
  return groups.map(({ id, name, blocks, language }) => ({
    id,
    name,
    blocks: [...blocks],
    cards: refsOf(cards.filter(({ group }) => group === id)),
    reports: canvases
      .filter(({ group }) => group === id)
      .flatMap((canvas) => reportOf(canvas, refs, language ?? languages[0] ?? input.language)),
  }));
}

/** `spoken`: the group's language, for a sheet on which nobody chose one. */
function reportOf(canvas: CanvasSnapshot, refs: ReadonlySet<Ref>, spoken: Lang): SynthesisReport[] {
  const { action: card, question, lines, lang } = canvas.report;
  const ref = card === null ? null : refOf(canvas, card);
  const action = ref !== null && refs.has(ref) ? ref : null;
  if (action === null && !isSaid(question) && !isSaid(lines)) return [];
  return [{ block: canvas.block, action, question, lines, lang: lang || spoken }];
}

/** The cards again, by the territories they are about. */
export const territoriesOf = (parts: Parts): SynthesisTerritory[] =>
  parts.places.map(({ id, name, isNamed }) => ({ id, name, isNamed, cards: cardsAbout(parts, [id]) }));

/** The cards again, by the situations that people found closest to their territories. */
export function situationsOf(parts: Parts): Synthesis['situations'] {
  return (parts.input.scenario.situations ?? []).map(({ id, title }) => {
    const territories = parts.places.filter(({ situation }) => situation === id).map((place) => place.id);
    return { id, title: parts.say(title), territories, cards: cardsAbout(parts, territories) };
  });
}

const cardsAbout = ({ cards }: Parts, territories: readonly Id[]): Ref[] =>
  refsOf(cards.filter((card) => card.territories.some((id) => territories.includes(id))));
