import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { needOpen, seatOf, type Actor } from '../rights.ts';
import type { Placement, SessionState } from '../state.ts';

/** [S51] Everyone places the territory they speak for; placing again replaces. */
export function decideMaturity(
  state: SessionState,
  command: CommandOf<'maturity.place'>,
  actor: Actor,
  context: Context,
): Decision {
  const refusal = needOpen(state);
  if (refusal) return refusal;
  const seat = seatOf(state, actor);
  if (!seat) return refuse('key/seat-needed');
  if (!state.blockIds.includes(command.blockId)) return refuse('block/unknown');
  const territory = state.territories.find((candidate) => candidate.id === seat.territoryId);
  if (!territory || territory.kind) return refuse('maturity/no-territory');
  const placement: Placement = {
    participantId: seat.id,
    territoryId: territory.id,
    blockId: command.blockId,
    level: command.level,
    evidence: command.evidence ?? '',
    at: context.now,
  };
  return happens({ type: 'maturity.placed', placement });
}

export function evolveMaturity<S extends Pick<SessionState, 'maturity'>>(slice: S, event: Event): S {
  switch (event.type) {
    case 'maturity.placed':
      return { ...slice, maturity: [...slice.maturity.filter(isNot(event.placement)), event.placement] };
    case 'participant.merged': {
      const kept = slice.maturity.filter(({ participantId }) => participantId !== event.from);
      const moved = slice.maturity
        .filter(({ participantId }) => participantId === event.from)
        .map((placement) => ({ ...placement, participantId: event.into }))
        .filter((placement) => kept.every(isNot(placement)));
      return { ...slice, maturity: [...kept, ...moved] };
    }
    case 'territory.merged':
      return {
        ...slice,
        maturity: slice.maturity.map((placement) =>
          placement.territoryId === event.from ? { ...placement, territoryId: event.into } : placement,
        ),
      };
    default:
      return slice;
  }
}

const isNot = (placement: Placement) => (other: Placement) =>
  other.participantId !== placement.participantId || other.blockId !== placement.blockId;
