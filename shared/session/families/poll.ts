import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { isModerator, needModerator, needOpen, seatOf, type Actor } from '../rights.ts';
import type { Id, PollState, SessionState, Step } from '../state.ts';

type PollCommand = CommandOf<'poll.answer' | 'poll.commit' | 'poll.show' | 'poll.hide'>;

/** What the step under way asks of everybody: one answer to each of its questions, and what they will do themselves. */
export function decidePoll(
  state: SessionState,
  command: PollCommand,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'poll.show' || command.type === 'poll.hide') {
    return (
      needModerator(actor) ?? needOpen(state) ?? show(state, command.stepId, command.type === 'poll.show')
    );
  }
  const refusal = needOpen(state);
  if (refusal) return refusal;
  const seat = seatOf(state, actor);
  if (!seat) return refuse('key/seat-needed');
  const step = state.steps.find(({ id }) => id === state.step?.id);
  if (command.type === 'poll.answer') {
    const { questionId, choice } = command;
    const question = step?.poll?.find(({ id }) => id === questionId);
    if (!question) return refuse(isAsked(state.steps, questionId) ? 'poll/not-open' : 'poll/unknown');
    if (!question.options.includes(choice)) return refuse('poll/unknown');
    const before = state.poll.answers.find(isOf(seat.id, questionId));
    return before?.choice === choice ? happens() : happens({ type: 'poll.answered', questionId, choice });
  }
  if (!step?.asksCommitment) return refuse('poll/not-open');
  const { text, due, mayBeShown } = command;
  const mine = state.poll.commitments.find(({ participantId }) => participantId === seat.id);
  if (text === null) {
    return mine ? happens({ type: 'poll.uncommitted', commitmentId: mine.id }) : happens();
  }
  const commitment = {
    id: mine?.id ?? context.newId(),
    text,
    lang: seat.language,
    ...(due === undefined ? {} : { due }),
    territoryId: seat.territoryId,
    mayBeShown,
  };
  return happens({ type: 'poll.committed', commitment });
}

/** [S106] The tallies of a step's questions, whether it is under way or over. */
function show(state: SessionState, stepId: Id, isShown: boolean): Decision {
  const step = state.steps.find(({ id }) => id === stepId);
  if (!step?.poll) return refuse('poll/unknown');
  if (state.poll.shown.includes(stepId) === isShown) return happens();
  return happens({ type: isShown ? 'poll.shown' : 'poll.hidden', stepId });
}

const isAsked = (steps: Step[], questionId: Id): boolean =>
  steps.some(({ poll }) => poll?.some(({ id }) => id === questionId));

const isOf =
  (participantId: Id, questionId: Id) =>
  (answer: PollState['answers'][number]): boolean =>
    answer.participantId === participantId && answer.questionId === questionId;

export const NO_POLL: PollState = { answers: [], shown: [], commitments: [] };

export function evolvePoll(state: SessionState, event: Event): SessionState {
  const { poll } = state;
  const changed = (change: Partial<PollState>): SessionState => ({ ...state, poll: { ...poll, ...change } });
  switch (event.type) {
    case 'poll.answered': {
      const { questionId, choice, by: participantId } = event;
      const others = poll.answers.filter((answer) => !isOf(participantId, questionId)(answer));
      return changed({ answers: [...others, { questionId, participantId, choice }] });
    }
    case 'poll.shown':
      return changed({ shown: [...poll.shown, event.stepId] });
    case 'poll.hidden':
      return changed({ shown: poll.shown.filter((id) => id !== event.stepId) });
    case 'poll.committed': {
      const commitment = { ...event.commitment, participantId: event.by };
      return changed({ commitments: replaced(poll.commitments, commitment) });
    }
    case 'poll.uncommitted':
      return changed({ commitments: without(poll.commitments, event.commitmentId) });
    case 'participant.merged':
      return changed(merged(poll, event.from, event.into));
    default:
      return state;
  }
}

const without = <C extends { id: Id }>(all: C[], id: Id): C[] => all.filter((one) => one.id !== id);

/** What was changed last comes last, for every viewer alike. */
export const replaced = <C extends { id: Id }>(all: C[], one: C): C[] => [...without(all, one.id), one];

/** Two seats of one person become one: what the one that stays has said counts. */
function merged({ answers, commitments }: PollState, from: Id, into: Id): Partial<PollState> {
  const hasCommitted = commitments.some(({ participantId }) => participantId === into);
  return {
    answers: answers.flatMap((answer) => {
      if (answer.participantId !== from) return answer;
      return answers.some(isOf(into, answer.questionId)) ? [] : { ...answer, participantId: into };
    }),
    commitments: commitments.flatMap((one) => {
      if (one.participantId !== from) return one;
      return hasCommitted ? [] : { ...one, participantId: into };
    }),
  };
}

/** [S105] [S106] The questions of all steps as a viewer sees them: their own answer, and the tallies once they are shown. */
export function pollFor(state: SessionState, viewer: Actor): PollQuestion[] {
  return state.steps.flatMap(({ id: stepId, poll = [] }) => {
    const isShown = state.status === 'closed' || state.poll.shown.includes(stepId);
    return poll.map(({ id, options }) => {
      const given = state.poll.answers.filter(({ questionId }) => questionId === id);
      const count = (option: Id): number => given.filter(({ choice }) => choice === option).length;
      return {
        id,
        mine: given.find(({ participantId }) => participantId === viewer.participantId)?.choice ?? null,
        counts: isShown ? options.map(count) : null,
        ...(isModerator(viewer) ? { answers: given.length } : {}),
      };
    });
  });
}

export type PollQuestion = {
  id: Id;
  mine: Id | null;
  /** In the order of its options; null: hidden. */
  counts: number[] | null;
  /** How many have answered; moderators alone are told while it is hidden. */
  answers?: number;
};
