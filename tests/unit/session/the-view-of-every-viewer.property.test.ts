import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import { throws } from './random-workshop.ts';
import { SimulatedRoom } from './simulated-room.ts';
import { created, draft, open } from './workshop.ts';

const beginnings: fc.Arbitrary<EventBody[]> = fc.constantFrom(open, draft, [
  ...draft.with(0, created({ isTimeInConflict: true, timeConfirmedBy: null })),
]);

it('[S61] for every viewer, folding what they were sent gives what the server would show them', () => {
  fc.assert(
    fc.property(beginnings, throws, (past, thrown) => {
      const room = new SimulatedRoom(past);
      for (const dice of thrown) {
        const { actor, command, events } = room.play(dice);
        const astray = room.astray();
        if (!astray) continue;
        const { key, shown, truth } = astray;
        const what = JSON.stringify({ viewer: key, actor, command, events });
        expect({ ...shown, at: '' }, what).toEqual({ ...truth, at: '' });
        throw new Error(`Equal but for undefined fields: ${what}`);
      }
    }),
    { numRuns: 300 },
  );
});
