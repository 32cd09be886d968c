import { expect, it } from 'vitest';
import { shareOf } from '#shared/session/audience.ts';
import type { MessageTarget } from '#shared/session/events.ts';
import type { Actor } from '#shared/session/rights.ts';
import { evolve } from '#shared/session/evolve.ts';
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

it('[S85] it is passed on and remembered by no state', () => {
  const state = stateOf(open);
  const after = evolve(state, { ...sent('all'), seq: state.seq + 1, at: '', by: 'mo' });
  expect(after).toEqual({ ...state, seq: state.seq + 1 });
});
