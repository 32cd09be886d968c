import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { needModerator, needOpen, type Actor } from '../rights.ts';
import type { Id, SessionState, Spotlight, StepKind } from '../state.ts';

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
  const wanted = wantedOf(command);
  if (wanted.groupId !== null && !state.canvases.includes(`${wanted.groupId}/${wanted.blockId}`)) {
    return refuse('canvas/unknown');
  }
  if (wanted.blockId !== null && !state.blockIds.includes(wanted.blockId)) return refuse('block/unknown');
  const kind = state.steps.find(({ id }) => id === state.step?.id)?.kind;
  if (kind && APART.includes(kind)) return refuse('spotlight/not-together');
  const shown = state.spotlight;
  if (shown?.groupId === wanted.groupId && shown.blockId === wanted.blockId) return happens();
  return happens({
    type: 'spotlight.set',
    ...(wanted.groupId === null ? {} : { groupId: wanted.groupId }),
    ...(wanted.blockId === null ? {} : { blockId: wanted.blockId }),
  });
}

/** A group's canvas needs its block; the guideline is shown at one of them, or as a whole. */
function wantedOf({ groupId, blockId }: { groupId?: Id | undefined; blockId?: Id | undefined }): Spotlight {
  return groupId === undefined
    ? { groupId: null, blockId: blockId ?? null }
    : { groupId, blockId: blockId ?? '' };
}

export function evolveSpotlight(state: SessionState, event: Event): SessionState {
  switch (event.type) {
    case 'spotlight.set':
      return { ...state, spotlight: wantedOf(event) };
    case 'spotlight.cleared':
    case 'step.started':
    case 'session.closed':
      return state.spotlight ? { ...state, spotlight: null } : state;
    default:
      return state;
  }
}
