import { describe, expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import { given } from './specification.ts';
import { ana, draft, link, mo, open, speaking, started, stateOf } from './workshop.ts';

const show = { type: 'spotlight.set' as const, groupId: 'g1', blockId: 'water' };
const shown: EventBody = show;

describe('showing a canvas to everybody', () => {
  it('[S88] is a moderator’s, while all are together', () => {
    given(speaking).when(show, mo).then([shown]);
    given(open).when(show, link('organizer')).then([shown]);
    given([...open, started('welcome')])
      .when(show, mo)
      .then([shown]);
    given(speaking).when(show, ana).then('session/not-moderator');
    given(draft).when(show, mo).then('session/not-open');
    for (const step of ['notes', 'choice', 'placing'])
      given([...open, started(step)])
        .when(show, mo)
        .then('spotlight/not-together');
  });

  it('[S88] needs a canvas that there is', () => {
    given(speaking)
      .when({ ...show, blockId: 'work' }, mo)
      .then('canvas/unknown');
    given(speaking)
      .when({ ...show, groupId: 'synthesis' }, mo)
      .then('canvas/unknown');
  });

  it('[S88] is one at a time; twice is once, and a moderator ends it', () => {
    given([...speaking, shown])
      .when(show, mo)
      .then([]);
    given([...speaking, shown])
      .when({ type: 'spotlight.clear' }, mo)
      .then([{ type: 'spotlight.cleared' }]);
    given(speaking).when({ type: 'spotlight.clear' }, mo).then([]);
    const other: EventBody = { type: 'spotlight.set', groupId: 'g2', blockId: 'work' };
    expect(stateOf([...speaking, shown, other]).spotlight).toEqual({ groupId: 'g2', blockId: 'work' });
  });

  it('[S102] leads all through the guideline: one of its blocks, or all of them', () => {
    const lead = (blockId?: string) => ({ type: 'spotlight.set' as const, ...(blockId ? { blockId } : {}) });
    given(speaking)
      .when(lead('work'), mo)
      .then([lead('work')]);
    given([...speaking, lead('work')])
      .when(lead(), mo)
      .then([lead()]);
    given([...speaking, lead()])
      .when(lead(), mo)
      .then([]);
    given(speaking).when(lead('love'), mo).then('block/unknown');
    given(speaking).when(lead(), ana).then('session/not-moderator');
    given([...open, started('notes')])
      .when(lead(), mo)
      .then('spotlight/not-together');
    expect(stateOf([...speaking, shown, lead('work')]).spotlight).toEqual({ groupId: null, blockId: 'work' });
    expect(stateOf([...speaking, lead()]).spotlight).toEqual({ groupId: null, blockId: null });
    expect(stateOf([...speaking, lead(), { type: 'spotlight.cleared' }]).spotlight).toBeNull();
  });

  it('[S88] ends with the next step and with the session, before anybody’s own place comes', () => {
    expect(stateOf([...speaking, shown, started('notes')]).spotlight).toBeNull();
    expect(stateOf([...speaking, shown, { type: 'session.closed' }]).spotlight).toBeNull();
  });
});
