import { describe, expect, it } from 'vitest';
import { given } from './specification.ts';
import { ana, closed, created, draft, link, mo, NOON, open, seat, started, stateOf } from './workshop.ts';

const later = '2027-03-02T14:00:00.000Z';

describe('opening', () => {
  it('[S1] a draft is opened by a moderator or organizer, by name or by link', () => {
    for (const actor of [mo, link('moderator'), link('organizer')]) {
      given(draft)
        .when({ type: 'session.open' }, actor)
        .then([{ type: 'session.opened' }]);
    }
  });

  it('[S1] refuses everybody else', () => {
    for (const actor of [ana, link('participant'), link('observer'), link('interpreter')]) {
      given(draft).when({ type: 'session.open' }, actor).then('session/not-moderator');
      given(open).when({ type: 'session.close' }, actor).then('session/not-moderator');
      given(open).when({ type: 'session.change', capacity: 9 }, actor).then('session/not-moderator');
    }
  });

  it('[S1] refuses to open what is open, and what is closed never opens again', () => {
    given(open).when({ type: 'session.open' }, mo).then('session/already-open');
    given([...open, closed])
      .when({ type: 'session.open' }, mo)
      .then('session/closed');
  });
});

describe('a scenario whose stated times contradict each other', () => {
  const undecided = draft.with(0, created({ isTimeInConflict: true, timeConfirmedBy: null, startsAt: null }));

  it('[S3] does not open before a named person has set the time', () => {
    given(undecided).when({ type: 'session.open' }, link('organizer')).then('session/time-unconfirmed');
  });

  it('[S3] is confirmed by whoever sets the time under a name', () => {
    const change = { type: 'session.change' as const, startsAt: later };
    const event = { type: 'session.changed' as const, startsAt: later, timeConfirmedBy: 'mo' };
    given(undecided).when(change, mo).then([event]);
    given([...undecided, event])
      .when({ type: 'session.open' }, link('moderator'))
      .then([{ type: 'session.opened' }]);
  });

  it('[S3] is not confirmed by a link without a name, which only sets it', () => {
    const event = { type: 'session.changed' as const, startsAt: later };
    given(undecided).when({ type: 'session.change', startsAt: later }, link('organizer')).then([event]);
    expect(stateOf([...undecided, event])).toMatchObject({ startsAt: later, timeConfirmedBy: null });
    given([...undecided, event])
      .when({ type: 'session.open' }, mo)
      .then('session/time-unconfirmed');
  });

  it('[S3] is not confirmed by changing something else', () => {
    const event = { type: 'session.changed' as const, capacity: 9 };
    given(undecided).when({ type: 'session.change', capacity: 9 }, mo).then([event]);
    given([...undecided, event])
      .when({ type: 'session.open' }, mo)
      .then('session/time-unconfirmed');
  });
});

describe('changing', () => {
  it('[S4] says what was changed and no more', () => {
    const change = { title: { en: 'Other' }, timeZones: ['America/Bogota'], languages: ['es'] };
    given(open)
      .when({ type: 'session.change', id: 'c1', ...change }, link('moderator'))
      .then([{ type: 'session.changed', ...change }]);
    expect(stateOf([...open, { type: 'session.changed', ...change }])).toMatchObject({
      ...change,
      capacity: 4,
    });
  });

  it('[S4] nothing to change is no event', () => {
    given(open).when({ type: 'session.change' }, mo).then([]);
  });
});

describe('closing', () => {
  it('[S2] only what is open can be closed', () => {
    given(draft).when({ type: 'session.close' }, mo).then('session/not-open');
    given([...open, closed])
      .when({ type: 'session.close' }, mo)
      .then('session/closed');
  });

  it('[S2] ends the step under way and the vote that came with it', () => {
    const ballot = { type: 'vote.opened' as const, ballotId: 'choice' };
    const rules = { budget: 3, isHidden: true, perCard: 1 };
    given([...open, started('choice'), { ...ballot, rules }])
      .when({ type: 'session.close' }, mo)
      .then([
        { type: 'step.ended', stepId: 'choice' },
        { type: 'vote.closed', ballotId: 'choice' },
        { type: 'session.closed' },
      ]);
  });

  it('[S2] closes a vote of its own too, or its tally would stay hidden for ever', () => {
    const rules = { budget: 1, isHidden: true, perCard: 1 };
    given([...open, started('notes'), { type: 'vote.opened', ballotId: 'b1', rules, refs: ['g1/water/c1'] }])
      .when({ type: 'session.close' }, mo)
      .then([
        { type: 'step.ended', stepId: 'notes' },
        { type: 'vote.closed', ballotId: 'b1' },
        { type: 'session.closed' },
      ]);
  });

  it('[S2] leaves nothing to do but the register', () => {
    const past = [...open, closed];
    given(past).when({ type: 'session.change', capacity: 9 }, mo).then('session/closed');
    given(past)
      .when({ type: 'group.create', name: 'New', blocks: ['water'] }, mo)
      .then('session/closed');
    given(past).when({ type: 'step.start' }, mo).then('session/closed');
    given(past).when({ type: 'lock.set' }, mo).then('session/closed');
    given(past).when({ type: 'vote.open', budget: 1, isHidden: false }, mo).then('session/closed');
    given(past).when({ type: 'maturity.place', blockId: 'water', level: 1 }, ana).then('session/closed');
    given(past).when({ type: 'help.call' }, ana).then('session/closed');
    given(past)
      .when({ type: 'message.send', to: 'all', text: { en: 'Bye' } }, mo)
      .then('session/closed');
    given(past)
      .when({ type: 'participant.change', participantId: 'ana', name: 'Ana B.' }, mo)
      .then([{ type: 'participant.changed', participantId: 'ana', isRenamed: true }]);
    given(past)
      .when({ type: 'territory.change', territoryId: 't-quito', mayBeNamed: true }, ana)
      .then([{ type: 'territory.changed', territoryId: 't-quito', mayBeNamed: true }]);
  });
});

it('[S6] refuses whoever has lost their seat', () => {
  given(open).when({ type: 'help.call' }, seat('gone')).then('key/unknown');
  given(open).when({ type: 'session.close' }, seat('gone', 'moderator')).then('key/unknown');
});

it('[S5] an event has the time of the server and the number after the last', () => {
  expect(stateOf(open)).toMatchObject({ seq: open.length, status: 'open' });
  expect(NOON).toMatch(/^\d{4}-.*\.\d{3}Z$/);
});
