import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event, EventBody } from '../events.ts';
import { groupOf, needFacilitator, needModerator, needOpen, needOpenGroup, type Actor } from '../rights.ts';
import type { Group, Instant, RunningStep, SessionState, Step } from '../state.ts';

type StepCommand = CommandOf<
  'step.start' | 'step.next' | 'step.previous' | 'step.pause' | 'step.resume' | 'step.reorder' | 'step.extend'
>;

export function decideStep(
  state: SessionState,
  command: StepCommand,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'step.extend' && command.groupId !== undefined) {
    return extendForGroup(state, command.groupId, command.byMs, actor, context);
  }
  const refusal = needModerator(actor) ?? needOpen(state);
  if (refusal) return refusal;
  const running = state.step;
  switch (command.type) {
    case 'step.start':
      return start(state, command.stepId, context);
    case 'step.next':
    case 'step.previous': {
      if (running?.id !== command.from) return refuse('session/step-moved', { stepId: running?.id ?? null });
      const at = state.steps.findIndex((step) => step.id === running.id);
      const target = state.steps[at + (command.type === 'step.next' ? 1 : -1)];
      if (target) return happens(...moveTo(state, target, context));
      return command.type === 'step.next' ? happens(...endStep(state)) : refuse('session/first-step');
    }
    case 'step.pause':
      if (!running) return refuse('session/no-step');
      return running.pausedAt ? happens() : happens({ type: 'step.paused' });
    case 'step.resume':
      if (!running) return refuse('session/no-step');
      if (!running.pausedAt) return happens();
      return happens({ type: 'step.resumed', byMs: ms(context.now) - ms(running.pausedAt) });
    case 'step.reorder':
      return reorder(state, command.stepId, command.before);
    case 'step.extend':
      if (!running) return refuse('session/no-step');
      return happens({
        type: 'step.extended',
        byMs: notIntoThePast(running, running.endsAt, command.byMs, context),
      });
  }
}

/** [S26] Names one neighbour instead of the whole order: two moderators moving different steps both have their way. */
function reorder(state: SessionState, stepId: string, before: string | null): Decision {
  for (const id of before === null ? [stepId] : [stepId, before]) {
    if (!state.steps.some((step) => step.id === id)) return refuse('step/unknown');
    if (!isAhead(state, id)) return refuse('step/not-ahead', { stepId: id });
  }
  const steps = reordered(state.steps, stepId, before);
  const isSame = steps.every((step, at) => step === state.steps[at]);
  return isSame ? happens() : happens({ type: 'step.reordered', stepId, before });
}

/** Follows the step under way, and is not done. */
export function isAhead({ step, steps, stepsDone }: Omit<StepSlice, 'groups'>, id: string): boolean {
  const at = (stepId: string | undefined): number => steps.findIndex((one) => one.id === stepId);
  return at(id) > at(step?.id) && !stepsDone.includes(id);
}

function reordered(steps: Step[], stepId: string, before: string | null): Step[] {
  const moving = steps.find(({ id }) => id === stepId);
  if (!moving || stepId === before) return steps;
  const others = steps.filter((step) => step !== moving);
  const found = others.findIndex(({ id }) => id === before);
  return others.toSpliced(found === -1 ? others.length : found, 0, moving);
}

function extendForGroup(
  state: SessionState,
  groupId: string,
  byMs: number,
  actor: Actor,
  context: Context,
): Decision {
  const group = groupOf(state, groupId);
  if (!group) return refuse('group/unknown');
  const refusal = needOpenGroup(state, groupId) ?? needFacilitator(actor, group) ?? needOpen(state);
  if (refusal) return refusal;
  const running = state.step;
  if (!running) return refuse('session/no-step');
  const endsAt = running.groups?.[groupId]?.endsAt ?? running.endsAt;
  return happens({ type: 'step.extended', byMs: notIntoThePast(running, endsAt, byMs, context), groupId });
}

/** [S24] Shortening ends a step now at the earliest. */
function notIntoThePast(running: RunningStep, endsAt: Instant, byMs: number, context: Context): number {
  const now = ms(running.pausedAt ?? context.now);
  return byMs >= 0 ? byMs : Math.max(byMs, Math.min(0, now - ms(endsAt)));
}

function start(state: SessionState, stepId: string | undefined, context: Context): Decision {
  if (stepId === undefined) {
    // Two moderators pressing "start" at once must not skip a step: without a name it only begins.
    if (state.step) return refuse('session/step-moved', { stepId: state.step.id });
    const first = state.steps.find((step) => !state.stepsDone.includes(step.id));
    return first ? happens(...moveTo(state, first, context)) : refuse('session/no-step');
  }
  const step = state.steps.find((candidate) => candidate.id === stepId);
  if (!step) return refuse('step/unknown');
  return state.step?.id === stepId ? happens() : happens(...moveTo(state, step, context));
}

/** [S21] One step runs at a time; [S41] a `choose` step brings its groups' vote with it. */
function moveTo(state: SessionState, step: Step, context: Context): EventBody[] {
  const endsAt = new Date(ms(context.now) + step.plannedMs).toISOString();
  const events: EventBody[] = [...endStep(state), { type: 'step.started', stepId: step.id, endsAt }];
  if (step.kind !== 'choose') return events;
  const open = state.ballots.find((ballot) => ballot.isOpen && ballot.id !== state.step?.id);
  if (open) events.push({ type: 'vote.closed', ballotId: open.id });
  const rules = step.votes ?? { budget: 3, isHidden: true, perCard: 1 };
  events.push({
    type: 'vote.opened',
    ballotId: step.id,
    rules,
    ...(step.zones ? { zones: step.zones } : {}),
  });
  return events;
}

/** The events that end the step under way, and the vote that came with it. */
export function endStep(state: SessionState): EventBody[] {
  const running = state.step;
  if (!running) return [];
  const events: EventBody[] = [{ type: 'step.ended', stepId: running.id }];
  if (state.ballots.some((ballot) => ballot.isOpen && ballot.id === running.id)) {
    events.push({ type: 'vote.closed', ballotId: running.id });
  }
  return events;
}

type StepSlice = Pick<SessionState, 'step' | 'steps' | 'stepsDone' | 'groups'>;

export function evolveStep<S extends StepSlice>(slice: S, event: Event): S {
  switch (event.type) {
    case 'step.started':
      return {
        ...slice,
        step: { id: event.stepId, startedAt: event.at, endsAt: event.endsAt, pausedAt: null },
        stepsDone: slice.stepsDone.filter((id) => id !== event.stepId),
        groups: slice.groups.map(notReady),
      };
    case 'step.ended':
      return {
        ...slice,
        step: null,
        stepsDone: [...slice.stepsDone.filter((id) => id !== event.stepId), event.stepId],
      };
    case 'step.paused':
      return slice.step ? { ...slice, step: { ...slice.step, pausedAt: event.at } } : slice;
    case 'step.resumed':
      return slice.step ? { ...slice, step: { ...moved(slice.step, event.byMs), pausedAt: null } } : slice;
    case 'step.reordered':
      return { ...slice, steps: reordered(slice.steps, event.stepId, event.before) };
    case 'step.extended': {
      const { step } = slice;
      if (!step) return slice;
      if (event.groupId === undefined) return { ...slice, step: extended(step, event.byMs, event.at) };
      const endsAt = later(step.groups?.[event.groupId]?.endsAt ?? step.endsAt, event.byMs);
      return { ...slice, step: { ...step, groups: { ...step.groups, [event.groupId]: { endsAt } } } };
    }
    default:
      return slice;
  }
}

const notReady = (group: Group): Group => (group.isReady ? { ...group, isReady: false } : group);

/** Groups with an end of their own follow, and they too end now at the earliest. */
function extended(step: RunningStep, byMs: number, at: Instant): RunningStep {
  const earliest = ms(step.pausedAt ?? at);
  return moved(step, byMs, (endsAt) => Math.max(byMs, Math.min(0, earliest - ms(endsAt))));
}

function moved(step: RunningStep, byMs: number, byMsOf = (_: Instant): number => byMs): RunningStep {
  const groups = Object.entries(step.groups ?? {}).map(
    ([id, { endsAt }]) => [id, { endsAt: later(endsAt, byMsOf(endsAt)) }] as const,
  );
  return {
    ...step,
    endsAt: later(step.endsAt, byMs),
    ...(step.groups ? { groups: Object.fromEntries(groups) } : {}),
  };
}

const ms = (at: Instant): number => Date.parse(at);
const later = (at: Instant, byMs: number): Instant => new Date(ms(at) + byMs).toISOString();
