import { describe, expect, it } from 'vitest';
import { canvasRights } from '#server/canvases/canvas-host.ts';
import type { Command } from '#shared/session/commands.ts';
import { given } from './specification.ts';
import { joined, open, seat } from './workshop.ts';

const eye = seat('eye', 'observer');
const past = [...open, ...joined('eye', { role: 'observer' })];

describe('an observer', () => {
  it.each<[string, Command]>([
    ['votes', { type: 'vote.cast', ref: 'g1/legal/c1' }],
    ['places', { type: 'maturity.place', blockId: 'legal', level: 2 }],
    ['calls', { type: 'help.call' }],
    ['writes to moderators', { type: 'message.send', to: 'moderators', text: { fr: 'Bonjour' } }],
  ])('[S19] reads along and never %s', (_, command) => {
    given(past).when(command, eye).then('participant/observer');
  });

  it('[S19] may change the own name and leave', () => {
    given(past)
      .when({ type: 'participant.leave' }, eye)
      .then([{ type: 'participant.left', participantId: 'eye' }]);
  });

  it('[S19] [S72] reads canvases and writes on none, even in a group', () => {
    const { state } = given([...past, { type: 'participant.assigned', participantId: 'eye', groupId: 'g1' }]);
    const [path = ''] = state.canvases;
    const [groupId = '', blockId = ''] = path.split('/');
    const rights = canvasRights(state, eye, { sessionId: state.id, groupId, blockId });
    expect(rights).toMatchObject({ mayRead: true, mayWrite: false });
  });
});
