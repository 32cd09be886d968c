import type { Participant } from '#client/rehearsal/participant.ts';
import { createWorkshop } from '../support/workshop.ts';
import { until } from '../support/until.ts';
import { seededRandom } from './load/typist.ts';
import { pause } from './wire-bytes.ts';

export type Waits = { count: number; leftOut: number; medianMs: number; p95Ms: number; mostMs: number };

/** This process stood still for so long: what was under way then says nothing of the server. In ms. */
const STOOD_STILL_MS = 1000;

/**
 * How long a console waits for what others do: that many people each place so many blocks, at moments of their own within a minute.
 * From sending it to when a moderator's view has it, in ms.
 */
export async function placingWaits(
  server: { url: string; ownerKey: string },
  { people, blocks: count, withinMs }: { people: number; blocks: number; withinMs: number },
): Promise<Waits> {
  const workshop = await createWorkshop(server.url, {
    ownerKey: server.ownerKey,
    settings: { scenario: 'sse-guidelines', capacity: people, startsAt: new Date().toISOString() },
  });
  const { moderator } = workshop;
  const seats: Participant[] = [];
  for (let nth = 0; nth < people; nth++)
    seats.push(await workshop.join({ name: `Person ${nth}`, territory: `Place ${nth % 12}` }));
  await moderator.must({ type: 'step.start', stepId: 'place' });
  const blocks = moderator.view.scenario.blocks.slice(0, count).map(({ id }) => id);

  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  let leftOut = 0;
  let beatAt = performance.now();
  const beat = (): void => {
    if (performance.now() - beatAt > STOOD_STILL_MS) {
      leftOut += sentAt.size;
      sentAt.clear();
    }
    beatAt = performance.now();
  };
  const heart = setInterval(beat, 50);
  moderator.watchers.add(() => {
    beat();
    for (const { participantId, blockId } of moderator.view.maturity.toReversed()) {
      const key = `${participantId} ${blockId}`;
      const at = sentAt.get(key);
      if (at !== undefined) waits.push(performance.now() - at);
      sentAt.delete(key);
    }
  });
  const random = seededRandom(70);
  await Promise.all(
    seats.flatMap((person) =>
      blocks.map(async (blockId) => {
        await pause(random() * withinMs);
        sentAt.set(`${person.id ?? ''} ${blockId}`, performance.now());
        await person.must({ type: 'maturity.place', blockId, level: 2, evidence: 'A line in the budget' });
      }),
    ),
  );
  await until('all of it', () => waits.length + leftOut >= people * blocks.length, 30_000);
  clearInterval(heart);
  workshop.leave();
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { count: sorted.length, leftOut, medianMs: at(0.5), p95Ms: at(0.95), mostMs: sorted.at(-1) ?? NaN };
}
