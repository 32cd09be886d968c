import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import { throws, type Throw } from './random-workshop.ts';
import { SimulatedRoom } from './simulated-room.ts';
import { choosing, created, draft, open, speaking, started } from './workshop.ts';

// Time to find the shortest sequence that fails.
vi.setConfig({ testTimeout: 90_000 });

const prepared = draft.with(0, created({ isTimeInConflict: true, timeConfirmedBy: null }));

function expectNobodyAstray(past: EventBody[], thrown: Throw[], only = /./): void {
  const room = new SimulatedRoom(past, only);
  for (const dice of thrown) {
    const { actor, command, events } = room.play(dice);
    const astray = events.length > 0 ? room.astray() : null;
    if (!astray) continue;
    const { key, shown, truth } = astray;
    const what = JSON.stringify({ viewer: key, actor, command, events });
    expect({ ...shown, at: '' }, what).toStrictEqual({ ...truth, at: '' });
  }
}

it('[S61] for every viewer, folding what they were sent gives what the server would show them', () => {
  const beginnings = fc.constantFrom(open, prepared, choosing, speaking);
  fc.assert(
    fc.property(beginnings, throws, (past, thrown) => expectNobodyAstray(past, thrown)),
    { numRuns: 300 },
  );
});

it('[S61] also while people vote, are moved, merged and given other blocks', () => {
  const only = /^(vote|step\.(start|next)|group\.change|participant\.(assign|merge|remove|role))/;
  const run = (thrown: Throw[]) => expectNobodyAstray(choosing, thrown, only);
  fc.assert(fc.property(throws, run), { numRuns: 150 });
});

it('[S61] also while everybody is asked, calls, and speaks in their group', () => {
  const only =
    /^(poll|help|turn\.(give|extend)|spotlight|step\.start|participant\.(assign|merge|leave|role))/;
  const asking = [...open, started('goodbye')];
  const run = (thrown: Throw[]) => expectNobodyAstray(asking, thrown, only);
  fc.assert(fc.property(throws, run), { numRuns: 150 });
});

it('[S61] also while groups are made and dissolved, with people in them who call and speak', () => {
  const only =
    /^(group\.(create|change|ready|dissolve)|help|turn\.give|message|participant\.(assign|merge|leave))/;
  const run = (thrown: Throw[]) => expectNobodyAstray([...open, started('notes')], thrown, only);
  fc.assert(fc.property(throws, run), { numRuns: 150 });
});

it('[S61] also while people speak in turn, and some drop out', () => {
  const only = /^(turn|step|group\.(create|change)|participant\.role)/;
  const run = (thrown: Throw[]) => expectNobodyAstray(speaking, thrown, only);
  fc.assert(fc.property(throws, run), { numRuns: 150 });
});
