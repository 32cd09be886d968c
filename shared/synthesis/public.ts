import type { Id, SessionState } from '../session/state.ts';
import type { Counted, Synthesis } from './shape.ts';

/** A group or a situation of fewer is one in which each could be recognised. */
const FEW = 3;

/**
 * The synthesis for everybody who has the link: no person, no place that did not agree, nothing that two of a few could be recognised
 * by. One person often speaks for one city, so places without consent are left out altogether instead of carrying a letter. Their
 * cards stay, for a card says what is the case and not where.
 */
export function publicSynthesis(synthesis: Synthesis, state: Pick<SessionState, 'seats'>): Synthesis {
  const named = new Set(synthesis.territories.filter(({ isNamed }) => isNamed).map(({ id }) => id));
  const onlyNamed = (ids: readonly Id[]): Id[] => ids.filter((id) => named.has(id));
  const seats = Object.values(state.seats);
  const isFew = (group: Id): boolean => seats.filter(({ groupId }) => groupId === group).length < FEW;
  return {
    ...synthesis,
    territories: synthesis.territories.filter(({ id }) => named.has(id)),
    groups: synthesis.groups.map((group) => ({
      ...group,
      cards: [],
      reports: isFew(group.id) ? [] : group.reports,
    })),
    situations: synthesis.situations.map((situation) => ({
      ...situation,
      territories: onlyNamed(situation.territories),
      cards: situation.territories.length < FEW ? [] : situation.cards,
    })),
    ...(synthesis.attendance
      ? {
          attendance: {
            ...synthesis.attendance,
            groups: synthesis.attendance.groups.filter(({ people }) => people >= FEW),
          },
        }
      : {}),
    ...(synthesis.participation && { participation: withoutFew(synthesis.participation, named) }),
    ...(synthesis.polls && { polls: synthesis.polls.filter(({ answers }) => answers >= FEW) }),
    actions: synthesis.actions.map((action) => ({ ...action, owner: null })),
    maturity: synthesis.maturity
      .filter(({ territory }) => named.has(territory))
      .map((place) => ({ ...place, evidence: [] })),
    ...(synthesis.commitments && {
      commitments: synthesis.commitments.map((one) => ({
        ...one,
        territory: one.territory !== null && named.has(one.territory) ? one.territory : null,
      })),
    }),
    cards: synthesis.cards.map(({ owner: _, ...card }) => ({
      ...card,
      territories: onlyNamed(card.territories),
    })),
  };
}

function withoutFew(
  { roles, languages, territories }: NonNullable<Synthesis['participation']>,
  named: ReadonlySet<Id>,
): NonNullable<Synthesis['participation']> {
  const areMany = ({ people, present = people }: Counted): boolean => Math.min(people, present) >= FEW;
  return {
    roles: roles.filter(areMany),
    languages: languages.filter(areMany),
    territories: territories.filter(
      ({ territory, ...counted }) => territory !== null && named.has(territory) && areMany(counted),
    ),
  };
}
