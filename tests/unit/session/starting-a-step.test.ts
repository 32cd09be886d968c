import { describe, expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import { given } from './specification.ts';
import { after, ana, draft, group, link, minutes, mo, NOON, open, started, stateOf } from './workshop.ts';

const atNotes = [...open, started('notes')];
const endsAt = after(NOON, minutes(10));
const choiceOpened = {
  type: 'vote.opened' as const,
  ballotId: 'choice',
  rules: { budget: 3, isHidden: true, perCard: 1 },
  zones: ['actions'],
};
const ended = (stepId: string): EventBody => ({ type: 'step.ended', stepId });

describe('starting', () => {
  it('[S21] the first step that is not yet done, by a moderator, in an open session', () => {
    given(open)
      .when({ type: 'step.start' }, link('moderator'))
      .then([started('welcome', endsAt)]);
    given([...open, started('welcome'), ended('welcome')])
      .when({ type: 'step.start' }, mo)
      .then([started('notes', endsAt)]);
    given(open).when({ type: 'step.start' }, ana).then('session/not-moderator');
    given(draft).when({ type: 'step.start' }, mo).then('session/not-open');
  });

  it('[S21] ends the step under way: one runs at a time', () => {
    given(atNotes)
      .when({ type: 'step.start', stepId: 'goodbye' }, mo)
      .then([ended('notes'), started('goodbye', endsAt)]);
  });

  it('[S21] the one that runs already changes nothing', () => {
    given(atNotes).when({ type: 'step.start', stepId: 'notes' }, mo).then([]);
  });

  it('[S21] refuses one that is not in the run of show, and another where none is left', () => {
    given(open).when({ type: 'step.start', stepId: 'lunch' }, mo).then('step/unknown');
    const done = ['welcome', 'notes', 'choice', 'placing', 'goodbye'].flatMap((id) => [
      started(id),
      ended(id),
    ]);
    given([...open, ...done])
      .when({ type: 'step.start' }, mo)
      .then('session/no-step');
  });

  it('[S22] two moderators pressing start at once skip nothing', () => {
    given([...open, started('welcome')])
      .when({ type: 'step.start' }, mo)
      .then({ code: 'session/step-moved', details: { stepId: 'welcome' } });
  });

  it('[S25] takes back that a group was ready', () => {
    const ready: EventBody = { type: 'group.readied', groupId: 'g1', isReady: true };
    expect(stateOf([...open, ready]).groups[0]?.isReady).toBe(true);
    expect(stateOf([...open, ready, started('notes')]).groups[0]?.isReady).toBe(false);
  });
});

describe('going on and back', () => {
  it('[S22] from the step the sender sees running', () => {
    given(atNotes)
      .when({ type: 'step.next', from: 'notes' }, mo)
      .then([ended('notes'), started('choice', endsAt), choiceOpened]);
    given(atNotes)
      .when({ type: 'step.previous', from: 'notes' }, mo)
      .then([ended('notes'), started('welcome', endsAt)]);
  });

  it('[S22] from a step that runs no longer: nothing happens', () => {
    for (const type of ['step.next', 'step.previous'] as const) {
      given(atNotes)
        .when({ type, from: 'welcome' }, mo)
        .then({ code: 'session/step-moved', details: { stepId: 'notes' } });
      given(open)
        .when({ type, from: 'welcome' }, mo)
        .then({ code: 'session/step-moved', details: { stepId: null } });
      given(atNotes).when({ type, from: 'notes' }, ana).then('session/not-moderator');
    }
  });

  it('[S22] after the last there is none, before the first neither', () => {
    given([...open, started('goodbye')])
      .when({ type: 'step.next', from: 'goodbye' }, mo)
      .then([ended('goodbye')]);
    given([...open, started('welcome')])
      .when({ type: 'step.previous', from: 'welcome' }, mo)
      .then('session/first-step');
  });

  it('[S21] what was ended is done until it is started again', () => {
    const past = [...open, started('welcome'), ended('welcome'), started('notes')];
    expect(stateOf(past).stepsDone).toEqual(['welcome']);
    expect(stateOf([...past, ended('notes'), started('welcome')]).stepsDone).toEqual(['notes']);
  });
});

describe('a step in which groups choose', () => {
  it('[S41] brings their vote, with the scenario’s rules, and takes it along', () => {
    given(open)
      .when({ type: 'step.start', stepId: 'choice' }, mo)
      .then([started('choice', endsAt), choiceOpened]);
    given([...open, started('choice'), choiceOpened])
      .when({ type: 'step.next', from: 'choice' }, mo)
      .then([ended('choice'), { type: 'vote.closed', ballotId: 'choice' }, started('placing', endsAt)]);
  });

  it('[S41] closes a vote that a moderator had opened', () => {
    const rules = { budget: 1, isHidden: false, perCard: 1 };
    given([...open, { type: 'vote.opened', ballotId: 'b1', rules, refs: ['g1/water/c1'] }])
      .when({ type: 'step.start', stepId: 'choice' }, mo)
      .then([started('choice', endsAt), { type: 'vote.closed', ballotId: 'b1' }, choiceOpened]);
  });

  it('[S42] entered again is the same vote: nobody gets new dots', () => {
    const state = stateOf([
      ...[...open, group('g3', ['care']), started('choice'), choiceOpened],
      { type: 'vote.cast', ballotId: 'choice', ref: 'g1/water/c1', by: 'ana' },
      ...[ended('choice'), { type: 'vote.closed' as const, ballotId: 'choice' }],
      ...[started('choice'), choiceOpened],
    ]);
    expect(state.ballots).toHaveLength(1);
    expect(state.ballots[0]?.isOpen).toBe(true);
    expect(state.votes).toHaveLength(1);
  });
});

describe('changing the order of what is still to come', () => {
  const reorder = (stepId: string, before: string | null) => ({
    type: 'step.reorder' as const,
    stepId,
    before,
  });
  const ids = (events: EventBody[]) => stateOf(events).steps.map(({ id }) => id);

  it('[S26] before another step, or to the end', () => {
    const moved: EventBody = { type: 'step.reordered', stepId: 'placing', before: 'choice' };
    given(atNotes).when(reorder('placing', 'choice'), mo).then([moved]);
    expect(ids([...atNotes, moved])).toEqual(['welcome', 'notes', 'placing', 'choice', 'goodbye']);
    const last: EventBody = { type: 'step.reordered', stepId: 'choice', before: null };
    given(atNotes).when(reorder('choice', null), mo).then([last]);
    expect(ids([...atNotes, last])).toEqual(['welcome', 'notes', 'placing', 'goodbye', 'choice']);
  });

  it('[S26] and the next step is the one that now follows', () => {
    const moved: EventBody = { type: 'step.reordered', stepId: 'placing', before: 'choice' };
    given([...atNotes, moved])
      .when({ type: 'step.next', from: 'notes' }, mo)
      .then([ended('notes'), started('placing', endsAt)]);
  });

  it('[S26] two moderators moving different steps both have their way', () => {
    const first: EventBody = { type: 'step.reordered', stepId: 'goodbye', before: 'choice' };
    given([...atNotes, first])
      .when(reorder('placing', 'choice'), mo)
      .then([{ type: 'step.reordered', stepId: 'placing', before: 'choice' }]);
  });

  it('[S26] nothing happens where it already is', () => {
    given(atNotes).when(reorder('choice', 'placing'), mo).then([]);
    given(atNotes).when(reorder('choice', 'choice'), mo).then([]);
    given(atNotes).when(reorder('goodbye', null), mo).then([]);
  });

  it('[S26] refuses what is done, under way or unknown, and everybody but moderators', () => {
    const past = [...open, started('welcome'), ended('welcome'), started('notes')];
    given(past)
      .when(reorder('welcome', null), mo)
      .then({ code: 'step/not-ahead', details: { stepId: 'welcome' } });
    given(past)
      .when(reorder('choice', 'notes'), mo)
      .then({ code: 'step/not-ahead', details: { stepId: 'notes' } });
    given([...open, started('notes')])
      .when(reorder('welcome', 'choice'), mo)
      .then({ code: 'step/not-ahead', details: { stepId: 'welcome' } });
    given(past).when(reorder('lunch', null), mo).then('step/unknown');
    given(past).when(reorder('choice', 'lunch'), mo).then('step/unknown');
    given(past).when(reorder('choice', null), ana).then('session/not-moderator');
  });
});
