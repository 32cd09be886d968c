import { describe, expect, it } from 'vitest';
import { shareOf } from '#shared/session/audience.ts';
import type { Actor } from '#shared/session/rights.ts';
import { given } from './specification.ts';
import {
  ana,
  ben,
  carla,
  closed,
  draft,
  joined,
  link,
  logOf,
  mo,
  NOON,
  open,
  seat,
  stateOf,
} from './workshop.ts';

const call = { id: 'h1', groupId: 'g1', by: 'ana', reason: '', language: 'es', at: NOON, takenBy: null };
const called = [...open, { type: 'help.called' as const, help: call }];

describe('calling', () => {
  it('[S81] anybody calls for their group, with a reason or without', () => {
    given(open)
      .when({ type: 'help.call', reason: 'No sound' }, ana)
      .then([{ type: 'help.called', help: { ...call, id: 'new1', reason: 'No sound' } }]);
    given(open)
      .when({ type: 'help.call' }, ben)
      .then([{ type: 'help.called', help: { ...call, id: 'new1', by: 'ben', language: 'fr' } }]);
  });

  it('[S81] refuses who has no seat or no group, a second call, and a session that is not open', () => {
    given(open).when({ type: 'help.call' }, link('participant')).then('key/seat-needed');
    given(open).when({ type: 'help.call' }, mo).then('help/no-group');
    given(called).when({ type: 'help.call' }, ana).then('help/already-called');
    given(draft).when({ type: 'help.call' }, ana).then('session/not-open');
    given([...open, closed])
      .when({ type: 'help.call' }, ana)
      .then('session/closed');
  });
});

describe('helping', () => {
  const take = { type: 'help.take' as const, helpId: 'h1' };

  it('[S82] a moderator takes a call, by name or by link', () => {
    given(called)
      .when(take, mo)
      .then([{ type: 'help.taken', helpId: 'h1', takenBy: 'mo' }]);
    given(called)
      .when(take, link('organizer'))
      .then([{ type: 'help.taken', helpId: 'h1', takenBy: 'organizer' }]);
    given(called).when(take, ana).then('session/not-moderator');
    given(open).when(take, mo).then('help/unknown');
  });

  it('[S82] what one has taken another does not, and taking it again changes nothing', () => {
    const taken = [
      ...[...called, ...joined('nils', { role: 'moderator' })],
      { type: 'help.taken' as const, helpId: 'h1', takenBy: 'mo' },
    ];
    given(taken).when(take, mo).then([]);
    given(taken).when(take, seat('nils', 'moderator')).then('help/already-taken');
  });

  it('[S101] a moderator answers it, and has it then; what another has taken they do not answer', () => {
    const answer = { type: 'help.answer' as const, helpId: 'h1', text: { es: 'Ya voy' } };
    const answered = { type: 'help.answered' as const, helpId: 'h1', text: answer.text };
    const taken = { type: 'help.taken' as const, helpId: 'h1', takenBy: 'mo' };
    given(called).when(answer, mo).then([taken, answered]);
    given([...called, taken])
      .when(answer, mo)
      .then([answered]);
    given([...called, taken])
      .when(answer, link('organizer'))
      .then('help/already-taken');
    given(called).when(answer, ana).then('session/not-moderator');
    given(open).when(answer, mo).then('help/unknown');
    expect(stateOf([...called, taken, answered]).help).toEqual([
      { ...call, takenBy: 'mo', answer: { es: 'Ya voy' } },
    ]);
  });

  it('[S101] who has moved to another group still sees and closes the call they made', () => {
    const moved = [...called, { type: 'participant.assigned' as const, participantId: 'ana', groupId: 'g2' }];
    given(moved)
      .when({ type: 'help.close', helpId: 'h1' }, ana)
      .then([{ type: 'help.closed', helpId: 'h1' }]);
    const state = stateOf(moved);
    const [closed] = logOf([{ type: 'help.closed', helpId: 'h1' }]);
    const sees = (actor: Actor) => shareOf(closed!, actor, state, state) !== 'nothing';
    expect([ana, ben, carla, mo].map(sees)).toEqual([true, true, false, true]);
  });

  it('[S101] when whoever took it leaves, it is to be taken again', () => {
    const taken = { type: 'help.taken' as const, helpId: 'h1', takenBy: 'mo' };
    const gone = { type: 'participant.left' as const, participantId: 'mo' };
    expect(stateOf([...called, taken, gone]).help).toEqual([call]);
  });

  it('[S83] members of the group and moderators close it', () => {
    const close = { type: 'help.close' as const, helpId: 'h1' };
    for (const actor of [ana, ben, mo, link('moderator')]) {
      given(called)
        .when(close, actor)
        .then([{ type: 'help.closed', helpId: 'h1' }]);
    }
    for (const actor of [carla, link('observer')]) given(called).when(close, actor).then('group/not-member');
    given(open).when(close, mo).then('help/unknown');
    expect(stateOf([...called, { type: 'help.closed', helpId: 'h1' }]).help).toEqual([]);
  });

  it('[S83] it ends with the seat of who called', () => {
    expect(stateOf([...called, { type: 'participant.left', participantId: 'ana' }]).help).toEqual([]);
    expect(stateOf([...called, { type: 'participant.left', participantId: 'ben' }]).help).toEqual([call]);
  });

  it('[S15] of two seats merged there is one call', () => {
    const again = { type: 'help.called' as const, help: { ...call, id: 'h2', by: 'ben' } };
    const taken = { type: 'help.taken' as const, helpId: 'h1', takenBy: 'ben' };
    const merged = { type: 'participant.merged' as const, from: 'ben', into: 'ana' };
    expect(stateOf([...called, again, merged]).help).toEqual([call]);
    expect(stateOf([...called, taken, merged]).help).toEqual([{ ...call, takenBy: 'ana' }]);
    expect(stateOf([...open, again, merged]).help).toEqual([{ ...call, id: 'h2', by: 'ana' }]);
  });
});
