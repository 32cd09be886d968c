import { ARGUMENT_ZONES } from '../canvas/argument.ts';
import { SYNTHESIS_GROUP } from '../canvas/schema.ts';
import type { CanvasSnapshot } from '../canvas/snapshot.ts';
import { attendanceCounts } from '../session/attendance.ts';
import type { Id, Territory } from '../session/state.ts';
import { countedVotes } from '../session/view.ts';
import { threadsBetween } from './arguments.ts';
import { blocksOf, narrativeOf } from './blocks.ts';
import { readingOrder, synthesisCard, writtenCards } from './cards.ts';
import { groupsOf, situationsOf, territoriesOf } from './groupings.ts';
import { maturityOf } from './maturity.ts';
import { byVotes, type Parts } from './parts.ts';
import { programmeOf } from './programme.ts';
import type { Synthesis, SynthesisAction, SynthesisCard, SynthesisInput, SynthesisTotals } from './shape.ts';
import { isPlace, listTerritories } from './territories.ts';
import { exportTextsOf } from './texts.ts';
import { compare, inLanguage } from './wording.ts';

export type * from './shape.ts';

/** The canvas, of the group "synthesis", whose narrative spans the blocks. */
const OVERALL = 'overall';

/** What the session produced so far. Pure: equal input gives equal bytes, whatever order the canvases come in. */
export function synthesise(input: SynthesisInput): Synthesis {
  const { state, scenario, language } = input;
  const parts = partsOf(input);
  const { order, cards, places, say } = parts;
  const actions = actionsOf(cards);
  return {
    format: 'minga.synthesis',
    version: 1,
    language,
    asOf: { seq: state.seq, isFinal: state.status === 'closed' },
    session: {
      id: state.id,
      title: say(state.title),
      startsAt: state.startsAt,
      languages: [...state.languages],
    },
    programme: programmeOf(parts),
    totals: totalsOf(parts, actions),
    ...narrativeOf(input, OVERALL),
    levels: (scenario.maturity?.levels ?? []).map(({ level, label }) => ({ level, label: say(label) })),
    blocks: blocksOf(parts),
    territories: territoriesOf(parts),
    groups: groupsOf(parts),
    situations: situationsOf(parts),
    actions,
    maturity: maturityOf(
      state.maturity,
      places.filter(isPlace).map(({ id }) => id),
      order.blocks,
    ),
    ...commitmentsOf(parts),
    cards,
    unreadable: input.unreadable
      .map(({ group, block, code }) => ({ group, block, code }))
      .sort((a, b) => order.canvas(a, b) || compare(a.code, b.code)),
    ...attended(state),
    corrections: { until: state.synthesis.until, hidden: state.synthesis.hidden.length },
    frozen: input.frozen ?? null,
  };
}

function attended(state: SynthesisInput['state']): Pick<Synthesis, 'attendance'> {
  const attendance = attendanceCounts(state);
  return attendance ? { attendance } : {};
}

/** Cards written before two places became one still carry the id that is gone. */
function inTodaysPlaces(canvas: CanvasSnapshot, territories: Territory[]): CanvasSnapshot {
  const today = new Map(
    territories.flatMap(({ id, formerIds = [] }) => formerIds.map((former) => [former, id])),
  );
  if (today.size === 0) return canvas;
  const cards = canvas.cards.map((card) => ({
    ...card,
    territories: [...new Set(card.territories.map((id) => today.get(id) ?? id))],
  }));
  return { ...canvas, cards };
}

function partsOf(input: SynthesisInput): Parts {
  const { state, scenario, language } = input;
  const order = readingOrder(scenario, state);
  const canvases = input.canvases
    .filter(({ group }) => group !== SYNTHESIS_GROUP)
    .map((canvas) => inTodaysPlaces(canvas, state.territories))
    .sort(order.canvas);
  const hidden = new Set(state.synthesis.hidden.map(({ ref }) => ref));
  const written = writtenCards(canvases, order).filter(({ ref }) => !hidden.has(ref));
  const places = listTerritories(state, written, exportTextsOf(language));
  const votes = countedVotes(state);
  const cards = written.map((entry) => {
    const about = new Set(entry.card.territories);
    const territories = places.filter(({ id }) => about.has(id)).map(({ id }) => id);
    return synthesisCard(entry, language, votes.get(entry.ref) ?? 0, territories);
  });
  const refs = new Set(cards.map(({ ref }) => ref));
  const say: Parts['say'] = (text) => inLanguage(text, language, state.languages)?.text ?? '';
  return { input, order, canvases, written, cards, refs, places, say, ...threadsBetween(canvases, refs) };
}

function totalsOf(parts: Parts, actions: readonly SynthesisAction[]): SynthesisTotals {
  const { input, cards, written, places, threads } = parts;
  return {
    people: Object.values(input.state.seats).filter(
      ({ role, status }) => role === 'participant' && status === 'seated',
    ).length,
    organisations: input.organisations,
    territories: places.filter(isPlace).length,
    languages: new Set(written.map(({ card }) => card.lang)).size,
    cards: cards.length,
    votes: cards.reduce((sum, card) => sum + card.votes, 0),
    threads,
    actions: actions.length,
    actionsWithOwner: actions.filter(({ owner }) => owner !== null).length,
  };
}

/** Without whoever made them; the territory is named where its people agreed, like everywhere. */
function commitmentsOf({ input, places }: Parts): Pick<Synthesis, 'commitments'> {
  const shown = input.state.poll.commitments.filter(({ mayBeShown }) => mayBeShown);
  if (shown.length === 0) return {};
  const placeOf = (territoryId: Id | null): Id | null => {
    const today = input.state.territories.find(
      ({ id, formerIds }) => territoryId !== null && (id === territoryId || formerIds?.includes(territoryId)),
    );
    return places.find((place) => place.id === today?.id && isPlace(place))?.id ?? null;
  };
  return {
    commitments: shown.map(({ text, lang, due, territoryId }) => ({
      text,
      lang,
      due: due ?? null,
      territory: placeOf(territoryId),
    })),
  };
}

function actionsOf(cards: readonly SynthesisCard[]): SynthesisAction[] {
  return byVotes(cards.filter(({ zone }) => zone === ARGUMENT_ZONES.actions)).map((card) => ({
    ref: card.ref,
    owner: card.owner ?? null,
    due: card.due ?? null,
    status: card.status ?? 'proposed',
    votes: card.votes,
  }));
}
