import { ARGUMENT_ZONES } from '../canvas/argument.ts';
import { SYNTHESIS_GROUP } from '../canvas/schema.ts';
import type { CanvasSnapshot } from '../canvas/snapshot.ts';
import { attendanceCounts } from '../session/attendance.ts';
import type { Id, Ref, Territory } from '../session/state.ts';
import { countedVotes } from '../session/view.ts';
import { threadsBetween } from './arguments.ts';
import { blocksOf, narrativeOf } from './blocks.ts';
import { readingOrder, synthesisCard, writtenCards } from './cards.ts';
import { groupsOf, situationsOf, territoriesOf } from './groupings.ts';
import { maturityOf } from './maturity.ts';
import { participationOf } from './participation.ts';
import { byVotes, type Parts } from './parts.ts';
import { pollsOf } from './polls.ts';
import { programmeOf } from './programme.ts';
import { similarCards } from './similar.ts';
import type { Synthesis, SynthesisAction, SynthesisCard, SynthesisInput, SynthesisTotals } from './shape.ts';
import { isPlace, listTerritories } from './territories.ts';
import { exportTextsOf } from './texts.ts';
import { compare, inLanguage } from './wording.ts';

export type * from './shape.ts';

/** The canvas, of the group "synthesis", whose narrative spans the blocks. */
const OVERALL = 'overall';

/**
 * Counted up when a synthesis made of the same would hold more than before: what was frozen is made with what it was frozen with, or its
 * digest would be wrong. 2: similar cards, polls, participation.
 */
export const MODEL = 2;

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
    ...polled(parts),
    cards,
    unreadable: input.unreadable
      .map(({ group, block, code }) => ({ group, block, code }))
      .sort((a, b) => order.canvas(a, b) || compare(a.code, b.code)),
    ...attended(state),
    ...participated(parts),
    corrections: { until: state.synthesis.until, hidden: state.synthesis.hidden.length },
    frozen: input.frozen ?? null,
  };
}

function attended(state: SynthesisInput['state']): Pick<Synthesis, 'attendance'> {
  const attendance = attendanceCounts(state);
  return attendance ? { attendance } : {};
}

function participated(parts: Parts): Pick<Synthesis, 'participation'> {
  const participation = participationOf(parts);
  return hasNewer(parts.input) && participation.roles.length > 0 ? { participation } : {};
}

function polled(parts: Parts): Pick<Synthesis, 'polls'> {
  const polls = pollsOf(parts);
  return hasNewer(parts.input) && polls.length > 0 ? { polls } : {};
}

const hasNewer = ({ model = MODEL }: SynthesisInput): boolean => model >= 2;

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
  const similar = hasNewer(input) ? similarCards(written) : new Map<Id, Ref[][]>();
  return {
    input,
    order,
    canvases,
    written,
    cards,
    refs,
    places,
    similar,
    say,
    ...threadsBetween(canvases, refs),
  };
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
