import { describe, expect, it } from 'vitest';
import { shareOf } from '#shared/session/audience.ts';
import type { Event, EventBody } from '#shared/session/events.ts';
import { pollFor } from '#shared/session/families/poll.ts';
import type { Actor } from '#shared/session/rights.ts';
import { toldAnew } from '#shared/session/view.ts';
import { given } from './specification.ts';
import {
  ana,
  ben,
  closed,
  draft,
  joined,
  link,
  logOf,
  mo,
  open,
  seat,
  started,
  stateOf,
} from './workshop.ts';

const asking = [...open, started('goodbye')];
const answer = (choice = 'yes', questionId = 'useful') => ({
  type: 'poll.answer' as const,
  questionId,
  choice,
});
const answered = (by: string, choice = 'yes') => ({
  type: 'poll.answered' as const,
  questionId: 'useful',
  choice,
  by,
});
const seenBy = (past: Parameters<typeof stateOf>[0], actor: Actor) => pollFor(stateOf(past), actor)[0];

describe('answering', () => {
  it('[S105] is once for everybody, changeable, while the step asks', () => {
    given(asking)
      .when(answer(), ana)
      .then([{ type: 'poll.answered', questionId: 'useful', choice: 'yes' }]);
    given([...asking, answered('ana')])
      .when(answer(), ana)
      .then([]);
    given([...asking, answered('ana')])
      .when(answer('no'), ana)
      .then([{ type: 'poll.answered', questionId: 'useful', choice: 'no' }]);
    expect(stateOf([...asking, answered('ana'), answered('ana', 'no')]).poll.answers).toEqual([
      { questionId: 'useful', participantId: 'ana', choice: 'no' },
    ]);
    given([...open, started('welcome')])
      .when(answer(), ana)
      .then('poll/not-open');
    given(draft).when(answer(), ana).then('session/not-open');
    given([...asking, closed])
      .when(answer(), ana)
      .then('session/closed');
  });

  it('[S105] needs a seat, a question and one of its answers', () => {
    given(asking).when(answer(), link('participant')).then('key/seat-needed');
    given(asking).when(answer('maybe'), ana).then('poll/unknown');
    given(asking).when(answer('yes', 'constructor'), ana).then('poll/unknown');
    given([...asking, ...joined('olu', { role: 'observer' })])
      .when(answer(), seat('olu', 'observer'))
      .then('participant/observer');
  });

  it('[S105] two seats of one person have one answer: what the one that stays has said counts', () => {
    const merged: EventBody = { type: 'participant.merged', from: 'ben', into: 'ana' };
    const both = stateOf([...asking, answered('ana'), answered('ben', 'no'), merged]);
    expect(both.poll.answers).toEqual([{ questionId: 'useful', participantId: 'ana', choice: 'yes' }]);
    const one = stateOf([...asking, answered('ben', 'no'), merged]);
    expect(one.poll.answers).toEqual([{ questionId: 'useful', participantId: 'ana', choice: 'no' }]);
  });
});

describe('how the answers fell', () => {
  const given2 = [...asking, answered('ana'), answered('ben', 'no')];
  const shown: EventBody = { type: 'poll.shown', stepId: 'goodbye' };

  it('[S106] is hidden, and everybody knows their own; moderators are told how many answered', () => {
    expect(seenBy(given2, ana)).toEqual({ id: 'useful', mine: 'yes', counts: null });
    expect(seenBy(given2, mo)).toEqual({ id: 'useful', mine: null, counts: null, answers: 2 });
    const [before, after] = [stateOf(asking), stateOf([...asking, answered('ana')])];
    expect(toldAnew(before, after, ben)).toEqual({});
    expect(toldAnew(before, after, ana)).toHaveProperty('told.poll');
  });

  it('[S106] a moderator shows and hides it, in the step and after it; after the end everybody sees it', () => {
    const show = { type: 'poll.show' as const, stepId: 'goodbye' };
    given(given2).when(show, mo).then([shown]);
    given(given2).when(show, ana).then('session/not-moderator');
    given([...given2, shown])
      .when(show, mo)
      .then([]);
    given([...given2, shown, { type: 'step.ended', stepId: 'goodbye' }])
      .when({ ...show, type: 'poll.hide' }, mo)
      .then([{ type: 'poll.hidden', stepId: 'goodbye' }]);
    given(given2)
      .when({ ...show, stepId: 'welcome' }, mo)
      .then('poll/unknown');
    expect(seenBy([...given2, shown], ben)?.counts).toEqual([1, 1]);
    expect(seenBy([...given2, shown, { type: 'poll.hidden', stepId: 'goodbye' }], ben)?.counts).toBeNull();
    expect(seenBy([...given2, closed], ben)?.counts).toEqual([1, 1]);
  });
});

describe('committing oneself', () => {
  const commit = {
    type: 'poll.commit' as const,
    text: 'Call the mayor',
    due: '2027-04-01',
    mayBeShown: true,
  };
  const commitment = {
    id: 'new1',
    text: 'Call the mayor',
    lang: 'es',
    due: '2027-04-01',
    territoryId: 't-quito',
    mayBeShown: true,
  };
  const committed = (more = {}) => ({
    type: 'poll.committed' as const,
    commitment: { ...commitment, ...more },
    by: 'ana',
  });

  it('[S107] is one sentence, said again or taken back while the step asks', () => {
    given(asking)
      .when(commit, ana)
      .then([{ type: 'poll.committed', commitment }]);
    given([...asking, committed({ id: 'c1' })])
      .when({ ...commit, text: 'Write to the mayor' }, ana)
      .then([
        { type: 'poll.committed', commitment: { ...commitment, id: 'c1', text: 'Write to the mayor' } },
      ]);
    given([...asking, committed({ id: 'c1' })])
      .when({ ...commit, text: null }, ana)
      .then([{ type: 'poll.uncommitted', commitmentId: 'c1' }]);
    given(asking)
      .when({ ...commit, text: null }, ana)
      .then([]);
    given([...open, started('welcome')])
      .when(commit, ana)
      .then('poll/not-open');
    given(asking).when(commit, link('moderator')).then('key/seat-needed');
  });

  it('[S107] reaches others without a name, and only where its author agrees', () => {
    const before = stateOf(asking);
    const eventOf = (body: Parameters<typeof logOf>[0][number]): Event => logOf([body])[0]!;
    const share = (body: Parameters<typeof logOf>[0][number], viewer: Actor, state = before) =>
      shareOf(eventOf(body), viewer, state, state);
    expect(share(committed(), ana)).toMatchObject({ by: 'ana' });
    expect(share(committed(), mo)).toMatchObject({ by: 'participant', commitment });
    expect(JSON.stringify(share(committed(), ben))).not.toContain('ana');
    expect(share(committed({ mayBeShown: false }), mo)).toBe('nothing');
    const shownBefore = stateOf([...asking, committed()]);
    expect(share(committed({ mayBeShown: false }), ben, shownBefore)).toEqual({
      ...{ type: 'poll.uncommitted', commitmentId: 'new1', by: 'participant' },
      ...{ seq: 1, at: expect.any(String) as string },
    });
  });
});
