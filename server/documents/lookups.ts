import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { numberIn } from '#shared/i18n/readable.ts';
import type { Id, Ref, Role } from '#shared/session/state.ts';
import type {
  Synthesis,
  SynthesisAction,
  SynthesisBlock,
  SynthesisCard,
} from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';

/** What refs and ids of a synthesis stand for. Every document is written through it. */
export type Lookups = {
  card: (ref: Ref) => SynthesisCard | undefined;
  cards: (refs: readonly Ref[]) => SynthesisCard[];
  block: (id: Id) => SynthesisBlock | undefined;
  /** "4. Support and finance" */
  blockTitle: (id: Id) => string;
  zoneTitle: (block: Id, zone: Id) => string;
  groupName: (id: Id) => string;
  /** "Room 4" */
  roomName: (id: Id) => string;
  territoryNames: (ids: readonly Id[]) => string[];
};

export function lookupsOf(synthesis: Synthesis, texts: ExportTexts): Lookups {
  const cards = new Map(synthesis.cards.map((card) => [card.ref, card]));
  const blocks = new Map(synthesis.blocks.map((block) => [block.id, block]));
  const groups = new Map(synthesis.groups.map(({ id, name }) => [id, name]));
  const territories = new Map(synthesis.territories.map(({ id, name }) => [id, name]));
  return {
    card: (ref) => cards.get(ref),
    cards: (refs) => refs.flatMap((ref) => cards.get(ref) ?? []),
    block: (id) => blocks.get(id),
    blockTitle: (id) => {
      const block = blocks.get(id);
      return block ? fill(texts.blockTitle, { number: block.number, title: block.title }) : id;
    },
    zoneTitle: (block, zone) => blocks.get(block)?.zones.find(({ id }) => id === zone)?.title ?? zone,
    groupName: (id) => groups.get(id) ?? id,
    roomName: (id) => fill(texts.room, { name: groups.get(id) ?? id }),
    territoryNames: (ids) => ids.map((id) => territories.get(id) ?? id),
  };
}

export function statusIn(texts: ExportTexts, status: SynthesisAction['status']): string {
  return {
    proposed: texts.statusProposed,
    committed: texts.statusCommitted,
    started: texts.statusStarted,
    done: texts.statusDone,
  }[status];
}

export const roleIn = (texts: ExportTexts, role: Role): string =>
  ({
    organizer: texts.roleOrganizer,
    moderator: texts.roleModerator,
    interpreter: texts.roleInterpreter,
    participant: texts.roleParticipant,
    observer: texts.roleObserver,
  })[role];

/** How many cards were left out afterwards; nothing where none was. */
export const leftOut = ({ corrections: { hidden } }: Synthesis, texts: ExportTexts): string[] =>
  hidden === 0 ? [] : [fill(texts.leftOut, { number: numberIn(texts.locale, hidden) })];

/** The situations that territories chose, and a line that names the others: a title each, with nothing under it, would fill pages. */
export function chosenSituations({ situations }: Synthesis, texts: ExportTexts) {
  const others = situations.filter(({ territories }) => territories.length === 0);
  const titles = others.map(({ title }) => title).join(' · ');
  return {
    chosen: situations.filter((situation) => !others.includes(situation)),
    others: others.length === 0 ? '' : fill(texts.noTerritories, { titles }),
  };
}

/** The figures of a session, in the order in which every document gives them. */
export function labelledTotals({ totals, attendance }: Synthesis, texts: ExportTexts): [string, number][] {
  return [
    [texts.totalPeople, totals.people],
    ...(attendance ? [[texts.totalAttended, attendance.people] satisfies [string, number]] : []),
    [texts.totalOrganisations, totals.organisations],
    [texts.totalTerritories, totals.territories],
    [texts.totalCards, totals.cards],
    [texts.totalLanguages, totals.languages],
    [texts.totalThreads, totals.threads],
    [texts.totalVotes, totals.votes],
    [texts.totalActions, totals.actions],
    [texts.totalActionsWithOwner, totals.actionsWithOwner],
  ];
}
