import { describe, expect, it } from 'vitest';
import { canvasRights } from '#server/canvases/canvas-host.ts';
import { shareOf } from '#shared/session/audience.ts';
import { given } from './specification.ts';
import { ana, ben, joined, link, logOf, mo, open, seat, stateOf } from './workshop.ts';

const mute = (participantId: string, isMuted = true) => ({
  type: 'participant.mute' as const,
  participantId,
  isMuted,
});
const muted = (participantId: string, isMuted = true) => ({
  type: 'participant.muted' as const,
  participantId,
  isMuted,
});
const address = { sessionId: 's1', groupId: 'g1', blockId: 'water' };

describe('taking writing away from one person', () => {
  it('[S87] is a moderator’s, and is given back', () => {
    given(open)
      .when(mute('ana'), mo)
      .then([muted('ana')]);
    given(open)
      .when(mute('ana'), link('moderator'))
      .then([muted('ana')]);
    given(open).when(mute('ana', false), mo).then([]);
    given([...open, muted('ana')])
      .when(mute('ana'), mo)
      .then([]);
    given([...open, muted('ana')])
      .when(mute('ana', false), mo)
      .then([muted('ana', false)]);
  });

  it('[S87] is nobody else’s, and needs somebody who is there', () => {
    given(open).when(mute('ana'), ben).then('session/not-moderator');
    given(open).when(mute('constructor'), mo).then('participant/unknown');
    const past = [...open, ...joined('olga', { role: 'organizer' as const })];
    given(past).when(mute('olga'), mo).then('session/not-organizer');
    given(past)
      .when(mute('olga'), seat('olga', 'organizer'))
      .then([muted('olga')]);
  });

  it('[S87] leaves reading, dots and calls for help', () => {
    const past = [...open, muted('ana')];
    expect(canvasRights(stateOf(past), ana, address)).toMatchObject({
      mayRead: true,
      mayWrite: false,
      isMuted: true,
    });
    expect(canvasRights(stateOf(past), ben, address)).toMatchObject({ mayWrite: true, isMuted: false });
    expect(canvasRights(stateOf([...past, muted('ana', false)]), ana, address)).toMatchObject({
      mayWrite: true,
    });
    expect(given(past).when({ type: 'help.call' }, ana).decision.ok).toBe(true);
  });

  it('[S87] is told to them and to moderators, to nobody else', () => {
    const [before, after] = [stateOf(open), stateOf([...open, muted('ana')])];
    const event = logOf([muted('ana')])[0]!;
    expect([ana, ben, mo].map((viewer) => shareOf(event, viewer, before, after))).toEqual([
      'snapshot',
      'nothing',
      event,
    ]);
  });
});
