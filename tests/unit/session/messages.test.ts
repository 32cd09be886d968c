import { expect, it } from 'vitest';
import { shareOf } from '#shared/session/audience.ts';
import type { MessageTarget } from '#shared/session/state.ts';
import type { Actor } from '#shared/session/rights.ts';
import { toldAnew } from '#shared/session/view.ts';
import { given } from './specification.ts';
import { ana, ben, carla, draft, link, mo, open, stateOf } from './workshop.ts';

const text = { en: 'Five minutes left', fr: 'Encore cinq minutes' };
const send = (to: MessageTarget) => ({ type: 'message.send' as const, to, text });
const sent = (to: MessageTarget) => ({ type: 'message.sent' as const, messageId: 'new1', to, text });

it('[S84] moderators write to all, a group, a person or each other, at any time before the end', () => {
  for (const to of ['all', 'moderators', { groupId: 'g1' }, { participantId: 'ana' }] as MessageTarget[]) {
    for (const actor of [mo, link('organizer')]) {
      given(open)
        .when(send(to), actor)
        .then([sent(to)]);
      given(draft)
        .when(send(to), actor)
        .then([sent(to)]);
    }
  }
});

it('[S84] everybody with a seat writes to the moderators, and to nobody else', () => {
  given(open)
    .when(send('moderators'), ana)
    .then([sent('moderators')]);
  for (const to of ['all', { groupId: 'g1' }, { participantId: 'ben' }] as MessageTarget[]) {
    given(open).when(send(to), ana).then('message/not-allowed');
  }
  given(open).when(send('moderators'), link('observer')).then('key/seat-needed');
});

it('[S84] refuses groups and people that there are not', () => {
  given(open)
    .when(send({ groupId: 'g9' }), mo)
    .then('group/unknown');
  given(open)
    .when(send({ participantId: 'nobody' }), mo)
    .then('participant/unknown');
});

it('[S85] a message reaches those it is for, moderators where it is for a group, and who sent it', () => {
  const state = stateOf(open);
  const everybody: Record<string, Actor> = {
    ana,
    ben,
    carla,
    mo,
    link: link('moderator'),
    see: link('observer'),
  };
  const reached = (to: MessageTarget, by: string) => {
    const event = { ...sent(to), seq: state.seq + 1, at: '', by };
    return Object.entries(everybody)
      .filter(([, viewer]) => shareOf(event, viewer, state, state) !== 'nothing')
      .map(([name]) => name);
  };
  expect(reached('all', 'mo')).toEqual(Object.keys(everybody));
  expect(reached('moderators', 'ben')).toEqual(['ben', 'mo', 'link']);
  expect(reached({ groupId: 'g1' }, 'moderator')).toEqual(['ana', 'ben', 'mo', 'link']);
  expect(reached({ participantId: 'carla' }, 'mo')).toEqual(['carla', 'mo']);
});

const told = (to: MessageTarget, messageId = 'm1') => ({ ...sent(to), messageId, by: 'mo' });

it('[S85] moderators look back on the last ten, others on none', () => {
  const past = [...open, ...Array.from({ length: 12 }, (_, at) => told('all', `m${at}`))];
  const state = stateOf(past);
  expect(state.messages.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `m${at + 2}`));
  expect(toldAnew(stateOf(open), state, ana)).toEqual({});
  expect(toldAnew(stateOf(open), state, mo).told?.messages).toHaveLength(10);
});

it('[S86] whoever it was for says once that they have put it away', () => {
  const read = { type: 'message.read' as const, messageId: 'm1' };
  for (const to of ['all', { groupId: 'g1' }, { participantId: 'ana' }] as MessageTarget[]) {
    given([...open, told(to)])
      .when(read, ana)
      .then([read]);
    given([...open, told(to), { ...read, by: 'ana' }])
      .when(read, ana)
      .then([]);
  }
  given([...open, told({ groupId: 'g1' })])
    .when(read, carla)
    .then('message/unknown');
  given([...open, told('all')])
    .when(read, mo)
    .then('message/unknown');
  given([...open, told('all')])
    .when(read, link('observer'))
    .then('key/seat-needed');
  for (const messageId of ['nothing', 'constructor'])
    given(open)
      .when({ ...read, messageId }, ana)
      .then('message/unknown');
});

it('[S86] moderators are told how many of those it was for have, and never who', () => {
  const read = { type: 'message.read' as const, messageId: 'm1', by: 'ana' };
  const [before, after] = [stateOf([...open, told('all')]), stateOf([...open, told('all'), read])];
  expect(toldAnew(before, after, mo)).toEqual({ told: { reads: { m1: { readers: 1, of: 3 } } } });
  expect(toldAnew(before, after, ben)).toEqual({});
  const event = { ...read, seq: after.seq, at: '' };
  for (const viewer of [mo, ana, ben]) expect(shareOf(event, viewer, before, after)).toBe('nothing');
  const gone = stateOf([...open, told('all'), read, { type: 'participant.left', participantId: 'ana' }]);
  expect(toldAnew(after, gone, mo).told?.reads).toEqual({ m1: { readers: 0, of: 2 } });
});
