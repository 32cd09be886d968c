import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { needModerator, needOpen, type Actor } from '../rights.ts';
import type { SessionState, StepKind } from '../state.ts';

/** Each has a place of their own then, and no screen is taken from them. */
const APART: StepKind[] = ['individual', 'move', 'note', 'connect', 'choose', 'place'];

export function decideSpotlight(
  state: SessionState,
  command: CommandOf<'spotlight.set' | 'spotlight.clear'>,
  actor: Actor,
): Decision {
  const refusal = needModerator(actor) ?? needOpen(state);
  if (refusal) return refusal;
  if (command.type === 'spotlight.clear') {
    return state.spotlight ? happens({ type: 'spotlight.cleared' }) : happens();
  }
  const { groupId, blockId } = command;
  if (!state.canvases.includes(`${groupId}/${blockId}`)) return refuse('canvas/unknown');
  const kind = state.steps.find(({ id }) => id === state.step?.id)?.kind;
  if (kind && APART.includes(kind)) return refuse('spotlight/not-together');
  const isShown = state.spotlight?.groupId === groupId && state.spotlight.blockId === blockId;
  return isShown ? happens() : happens({ type: 'spotlight.set', groupId, blockId });
}

export function evolveSpotlight(state: SessionState, event: Event): SessionState {
  switch (event.type) {
    case 'spotlight.set':
      return { ...state, spotlight: { groupId: event.groupId, blockId: event.blockId } };
    case 'spotlight.cleared':
    case 'step.started':
    case 'session.closed':
      return state.spotlight ? { ...state, spotlight: null } : state;
    default:
      return state;
  }
}
