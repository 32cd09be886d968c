import { describe, expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import type { BallotRules, Id, Ref } from '#shared/session/state.ts';
import { talliesOf, votesLeft } from '#shared/session/view.ts';
import { given } from './specification.ts';
import { ana, ben, carla, choosing, closed, draft, joined, link, mo, open, stateOf } from './workshop.ts';

const RULES: BallotRules = { budget: 3, isHidden: true, perCard: 1 };
const dot = (by: Id, ref: Ref, ballotId = 'choice') => ({ type: 'vote.cast' as const, ballotId, ref, by });
const cast = (ref: Ref) => ({ type: 'vote.cast' as const, ref });
const anAction = { cardZone: 'actions' };
const plenary = (refs: Ref[], rules: Partial<BallotRules> = {}): EventBody => ({
  ...{ type: 'vote.opened', ballotId: 'b1', rules: { ...RULES, budget: 2, ...rules }, refs },
});
const nominated = [...open, plenary(['g1/water/c1', 'g1/water/c2', 'g2/work/c3'])];

describe('opening a vote', () => {
  it('[S41] is a moderator’s, in an open session; one vote is open at a time', () => {
    const command = {
      type: 'vote.open' as const,
      budget: 2,
      isHidden: true,
      refs: ['g1/water/c1', 'g1/water/c1'],
    };
    const opened = { ...plenary(['g1/water/c1']), ballotId: 'new1' };
    given(open).when(command, link('moderator')).then([opened]);
    given(choosing)
      .when(command, mo)
      .then([{ type: 'vote.closed', ballotId: 'choice' }, opened]);
    given(open).when(command, ana).then('session/not-moderator');
    given(draft).when(command, mo).then('session/not-open');
  });

  it('[S41] refuses a block that there is not', () => {
    given(open)
      .when({ type: 'vote.open', budget: 1, isHidden: false, blockId: 'love' }, mo)
      .then('block/unknown');
  });

  it('[S41] what is open a moderator closes', () => {
    given(nominated)
      .when({ type: 'vote.close' }, mo)
      .then([{ type: 'vote.closed', ballotId: 'b1' }]);
    given(nominated).when({ type: 'vote.close' }, ana).then('session/not-moderator');
    given(open).when({ type: 'vote.close' }, mo).then('vote/not-open');
  });
});

describe('giving a dot', () => {
  it('[S42] to a card of one’s own group, in a zone where one may choose', () => {
    given(choosing)
      .when(cast('g1/water/c1'), ana, anAction)
      .then([{ type: 'vote.cast', ballotId: 'choice', ref: 'g1/water/c1' }]);
    given(choosing).when(cast('g1/water/c1'), carla, anAction).then('group/not-member');
    given(choosing).when(cast('g1/water/c1'), mo, anAction).then('group/not-member');
    given(choosing).when(cast('g1/water/c1'), ana, { cardZone: 'gaps' }).then('vote/not-on-ballot');
  });

  it('[S42] to a card that is there', () => {
    given(choosing).when(cast('g1/water/gone'), ana, { cardZone: null }).then('vote/card-unknown');
    given(choosing).when(cast('g1/water/gone'), ana).then('vote/card-unknown');
  });

  it('[S42] in the plenary to any nominated card, whoever’s', () => {
    given(nominated)
      .when(cast('g2/work/c3'), ana, { cardZone: 'gaps' })
      .then([{ type: 'vote.cast', ballotId: 'b1', ref: 'g2/work/c3' }]);
    given(nominated).when(cast('g2/work/c4'), ana, anAction).then('vote/not-on-ballot');
  });

  it('[S42] only to cards of the block the vote is about', () => {
    const past: EventBody[] = [
      ...open,
      { type: 'vote.opened', ballotId: 'b1', rules: RULES, blockId: 'work' },
    ];
    given(past).when(cast('g2/care/c1'), carla, anAction).then('vote/not-on-ballot');
    given(past)
      .when(cast('g2/work/c1'), carla, anAction)
      .then([{ type: 'vote.cast', ballotId: 'b1', ref: 'g2/work/c1' }]);
  });

  it('[S42] needs a seat and an open vote in an open session', () => {
    given(nominated).when(cast('g2/work/c3'), link('participant'), anAction).then('key/seat-needed');
    given(open).when(cast('g2/work/c3'), ana, anAction).then('vote/not-open');
    given([...nominated, { type: 'vote.closed', ballotId: 'b1' }])
      .when(cast('g2/work/c3'), ana, anAction)
      .then('vote/not-open');
    given(draft).when(cast('g2/work/c3'), ana, anAction).then('session/not-open');
    given([...nominated, closed])
      .when(cast('g2/work/c3'), ana, anAction)
      .then('session/closed');
  });

  it('[S43] once per card, unless the scenario says more', () => {
    given([...choosing, dot('ana', 'g1/water/c1')])
      .when(cast('g1/water/c1'), ana, anAction)
      .then('vote/already-cast');
    const generous = plenary(['g1/water/c1'], { perCard: 2 });
    given([...open, generous, dot('ana', 'g1/water/c1', 'b1')])
      .when(cast('g1/water/c1'), ana, anAction)
      .then([{ type: 'vote.cast', ballotId: 'b1', ref: 'g1/water/c1' }]);
  });

  it('[S43] as often as the budget says: for each block in groups, for all together in the plenary', () => {
    const spent = ['c1', 'c2', 'c3'].map((card) => dot('carla', `g2/work/${card}`));
    given([...choosing, ...spent])
      .when(cast('g2/work/c4'), carla, anAction)
      .then({ code: 'vote/no-dots-left', details: { budget: 3 } });
    given([...choosing, ...spent])
      .when(cast('g2/care/c1'), carla, anAction)
      .then([{ type: 'vote.cast', ballotId: 'choice', ref: 'g2/care/c1' }]);
    given([...nominated, dot('ana', 'g1/water/c1', 'b1'), dot('ana', 'g1/water/c2', 'b1')])
      .when(cast('g2/work/c3'), ana, anAction)
      .then({ code: 'vote/no-dots-left', details: { budget: 2 } });
  });

  it('[S43] moving to another group of the same block gives no new dots', () => {
    const spent = ['c1', 'c2', 'c3'].map((card) => dot('ana', `g1/water/${card}`));
    const moved: EventBody[] = [
      { type: 'group.changed', groupId: 'g2', blocks: ['water'] },
      { type: 'participant.assigned', participantId: 'ana', groupId: 'g2' },
    ];
    given([...choosing, ...spent, ...moved])
      .when(cast('g2/water/c9'), ana, anAction)
      .then('vote/no-dots-left');
  });
});

describe('taking a dot back', () => {
  const withdraw = { type: 'vote.withdraw' as const, ref: 'g1/water/c1' };

  it('[S45] one’s own, while the vote is open', () => {
    const past = [...choosing, dot('ana', 'g1/water/c1'), dot('ben', 'g1/water/c1')];
    given(past)
      .when(withdraw, ana)
      .then([{ type: 'vote.withdrawn', ballotId: 'choice', ref: 'g1/water/c1' }]);
    const withdrawn = { type: 'vote.withdrawn' as const, ballotId: 'choice', ref: 'g1/water/c1', by: 'ana' };
    expect(stateOf([...past, withdrawn]).votes.map(({ participantId }) => participantId)).toEqual(['ben']);
    given([...past, withdrawn])
      .when(withdraw, ana)
      .then('vote/not-cast');
    given(past).when(withdraw, carla).then('vote/not-cast');
    given(past).when(withdraw, link('moderator')).then('key/seat-needed');
    given([...past, { type: 'vote.closed', ballotId: 'choice' }])
      .when(withdraw, ana)
      .then('vote/not-open');
  });
});

describe('tallies', () => {
  const past = [...choosing, dot('ana', 'g1/water/c1'), dot('ben', 'g1/water/c1'), dot('ben', 'g1/water/c2')];

  it('[S44] while a hidden vote is open everybody sees their own dots, and nobody a number', () => {
    expect(talliesOf(stateOf(past), 'ana')).toEqual([{ ref: 'g1/water/c1', count: null, mine: 1 }]);
    expect(talliesOf(stateOf(past), 'mo')).toEqual([]);
    expect(talliesOf(stateOf(past), null)).toEqual([]);
  });

  it('[S44] afterwards everybody sees how many, and still nobody whose', () => {
    const over = stateOf([...past, { type: 'vote.closed', ballotId: 'choice' }]);
    const tallies = [
      { ref: 'g1/water/c1', count: 2, mine: 0 },
      { ref: 'g1/water/c2', count: 1, mine: 0 },
    ];
    expect(talliesOf(over, 'mo')).toEqual(tallies);
    expect(talliesOf(over, 'ana')).toEqual([{ ...tallies[0], mine: 1 }, tallies[1]]);
  });

  it('[S43] everybody sees how many dots they have left, for each of their group’s blocks', () => {
    const state = stateOf([...past, dot('carla', 'g2/care/c1')]);
    expect(votesLeft(state, ben)).toEqual({ votesLeft: { water: 1 } });
    expect(votesLeft(state, carla)).toEqual({ votesLeft: { work: 3, care: 2 } });
    expect(votesLeft(state, link('participant'))).toEqual({});
    expect(votesLeft(stateOf(nominated), ana)).toEqual({ votesLeft: { water: 2, work: 2 } });
    expect(votesLeft(stateOf(open), ana)).toEqual({});
  });
});

it('[S15] two seats of one person become one with no more dots than one has', () => {
  const past = [
    ...[...choosing, ...joined('ana2', { groupId: 'g1' })],
    ...['c1', 'c2'].map((card) => dot('ana', `g1/water/${card}`)),
    ...['c2', 'c3', 'c4'].map((card) => dot('ana2', `g1/water/${card}`)),
    dot('ben', 'g1/water/c4'),
    { type: 'participant.merged' as const, from: 'ana', into: 'ana2' },
  ];
  const votes = stateOf(past).votes.map(({ participantId, ref }) => `${participantId} ${ref.slice(-2)}`);
  expect(votes).toEqual(['ana2 c1', 'ana2 c2', 'ana2 c3', 'ben c4']);
});

describe('tallies', () => {
  const past = [...nominated, dot('ana', 'g2/work/c3', 'b1')];
  const hidden: EventBody = { type: 'vote.hidden', ballotId: 'b1' };
  const ended: EventBody = { type: 'vote.closed', ballotId: 'b1' };
  const seen = (...more: EventBody[]) => talliesOf(stateOf([...past, ...more]), null);

  it('[S80] stay hidden once the vote is closed, for everybody, until a moderator shows them', () => {
    given(past).when({ type: 'vote.hide' }, mo).then([hidden]);
    given([...past, hidden])
      .when({ type: 'vote.hide' }, mo)
      .then([]);
    expect(seen(hidden, ended)).toEqual([]);
    given([...past, hidden, ended])
      .when({ type: 'vote.show' }, mo)
      .then([{ type: 'vote.shown', ballotId: 'b1' }]);
    expect(seen(hidden, ended, { type: 'vote.shown', ballotId: 'b1' })).toHaveLength(1);
  });

  it('[S80] are a moderator’s to hide, of a vote that there was; the end of the session shows them', () => {
    given(past).when({ type: 'vote.hide' }, ana).then('session/not-moderator');
    given(open).when({ type: 'vote.hide' }, mo).then('vote/not-open');
    expect(seen(hidden, ended, closed)).toHaveLength(1);
  });
});
