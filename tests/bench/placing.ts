import type { Participant } from '#client/rehearsal/participant.ts';
import { createWorkshop } from '../support/workshop.ts';
import { until } from '../support/until.ts';
import { seededRandom } from './load/typist.ts';
import { pause } from './wire-bytes.ts';

export type Waits = { count: number; medianMs: number; p95Ms: number; mostMs: number };

/**
 * How long a console waits for what others do: that many people each place every block, at moments of their own within a minute.
 * From sending it to when a moderator's view has it, in ms.
 */
export async function placingWaits(
  server: { url: string; ownerKey: string },
  { people, withinMs }: { people: number; withinMs: number },
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
  const blocks = moderator.view.scenario.blocks.map(({ id }) => id);

  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  moderator.watchers.add(() => {
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
  await until('all of it', () => waits.length === people * blocks.length, 30_000);
  workshop.leave();
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), mostMs: sorted.at(-1) ?? NaN };
}
