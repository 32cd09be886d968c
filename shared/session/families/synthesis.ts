import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision, type ServerCommand } from '../decision.ts';
import type { Event } from '../events.ts';
import { needModerator, type Actor } from '../rights.ts';
import type { Instant, SessionState } from '../state.ts';

type SynthesisCommand =
  | CommandOf<'synthesis.correct' | 'synthesis.hide' | 'synthesis.show'>
  | Extract<ServerCommand, { type: `synthesis.${string}` }>;

export function decideSynthesis(
  state: SessionState,
  command: SynthesisCommand,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'synthesis.freeze') return decideFreeze(state, command, context);
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  const { hidden, isPublic } = state.synthesis;
  switch (command.type) {
    case 'synthesis.correct':
      if (actor.role !== 'organizer') return refuse('session/not-organizer');
      if (command.until <= context.now) return refuse('synthesis/date-past');
      return happens({ type: 'synthesis.dated', until: command.until });
    case 'synthesis.hide': {
      if (isFrozen(state, context.now)) return refuse('synthesis/frozen');
      if (!context.cardZone) return refuse('synthesis/card-unknown');
      const { ref, reason } = command;
      const isHidden = hidden.some((card) => card.ref === ref && card.reason === reason);
      return isHidden ? happens() : happens({ type: 'synthesis.card-hidden', ref, reason });
    }
    case 'synthesis.show':
      if (isFrozen(state, context.now)) return refuse('synthesis/frozen');
      return hidden.some(({ ref }) => ref === command.ref)
        ? happens({ type: 'synthesis.card-shown', ref: command.ref })
        : happens();
    case 'synthesis.publish':
      // A new link while there is one takes the place of the old: that is an event too.
      return command.isPublic || isPublic
        ? happens({ type: 'synthesis.published', isPublic: command.isPublic })
        : happens();
  }
}

/** The digests are of the state they were made from: where it has moved since, nothing happens and they are made anew. */
function decideFreeze(
  state: SessionState,
  command: Extract<ServerCommand, { type: 'synthesis.freeze' }>,
  { now }: Context,
): Decision {
  if (!isFreezeDue(state, now) || command.seq !== state.seq) return happens();
  const { organisations, digests, model } = command;
  return happens({ type: 'synthesis.frozen', organisations, digests, model });
}

/** [S97] The date for corrections has passed, and nothing was frozen yet. */
export const isFreezeDue = ({ status, synthesis: { until, frozen } }: SessionState, now: Instant): boolean =>
  status === 'closed' && frozen === null && until !== null && until <= now;

/** [S98] What the synthesis shows changes no more. */
export const isFrozen = (state: SessionState, now: Instant): boolean =>
  state.synthesis.frozen !== null || isFreezeDue(state, now);

export function evolveSynthesis(state: SessionState, event: Event): SessionState {
  const changed = (change: Partial<SessionState['synthesis']>): SessionState => ({
    ...state,
    synthesis: { ...state.synthesis, ...change },
  });
  switch (event.type) {
    case 'synthesis.dated':
      return changed({ until: event.until, frozen: null });
    case 'synthesis.card-hidden': {
      const { ref, reason, by, at } = event;
      const others = state.synthesis.hidden.filter((card) => card.ref !== ref);
      return changed({ hidden: [...others, { ref, reason, by, at }] });
    }
    case 'synthesis.card-shown':
      return changed({ hidden: state.synthesis.hidden.filter(({ ref }) => ref !== event.ref) });
    case 'synthesis.published':
      return changed({ isPublic: event.isPublic });
    case 'synthesis.frozen': {
      const { at, organisations, digests, model = 1 } = event;
      return changed({ frozen: { at, organisations, digests, model, state } });
    }
    default:
      return state;
  }
}
