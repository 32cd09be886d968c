import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CanvasUpdate, Storage, Write } from '#server/storage/storage.ts';
import { append, draw, update } from './records.ts';

type Step = { log: number; isStale: boolean; canvas: number; bytes: number[]; waits: boolean };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    log: fc.integer({ min: 0, max: 2 }),
    isStale: fc.boolean(),
    canvas: fc.integer({ min: 0, max: 2 }),
    bytes: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 8 }),
    waits: fc.boolean(),
  }),
  { maxLength: 60 },
);

/** Any interleaving of good and refused calls leaves what an obvious model in memory has, also after reopening. */
export function storageModel(storage: () => Storage, reopen: () => Promise<void>): void {
  it('agrees with a model in memory after any calls, before and after reopening', async () => {
    let run = 0;
    const property = fc.asyncProperty(steps, async (calls) => {
      run += 1;
      const logs = [0, 0, 0];
      const canvases: CanvasUpdate[][] = [[], [], []];
      const logId = (log: number): string => `run${run}-s${log}`;
      const canvasId = (canvas: number): string => `run${run}-c${canvas}`;

      const writing: Promise<unknown>[] = [];
      for (const { log, isStale, canvas, bytes, waits } of calls) {
        const last = logs[log] ?? 0;
        const drawn = update(...bytes);
        const writes: Write[] = [
          draw(canvasId(canvas), [drawn]),
          append(logId(log), isStale ? last + 1 : last),
        ];
        const write = storage().write(...writes);
        if (isStale) writing.push(expect(write).rejects.toThrow());
        else {
          writing.push(write);
          logs[log] = last + 1;
          canvases[canvas]?.push(drawn);
        }
        if (waits) await Promise.allSettled([write]);
      }
      await Promise.all(writing);

      const compare = async (): Promise<void> => {
        for (const [log, last] of logs.entries()) {
          expect(await storage().events(logId(log), 0)).toHaveLength(last);
        }
        for (const [canvas, updates] of canvases.entries()) {
          expect(await storage().canvas(canvasId(canvas))).toMatchObject({
            ok: true,
            updates,
            owners: [],
            count: updates.length,
          });
        }
      };
      await compare();
      await reopen();
      await compare();
    });
    await fc.assert(property, { numRuns: 8 });
  });
}
