import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Arena } from './arena.ts';
import { fuzzAdmission, reportOf } from './fuzzed-admission.ts';
import { fuzzSockets, reportOfSockets } from './fuzzed-sockets.ts';
import { expectIntact } from './intact.ts';
import { ServerUnderAttack } from './server-under-attack.ts';
import { whileTyping } from './undisturbed.ts';

const SEED = 7;
const house = new ServerUnderAttack();
beforeAll(async () => void (await house.start()));
afterAll(() => house.stop());

describe('damaged and invented updates', () => {
  it('20,000 of them leave a document that is whole, and are judged at once', () => {
    const found = fuzzAdmission(20_000, SEED);
    process.stdout.write(`\n${reportOf(found)}\n`);
    expect([...found.faults.keys()], reportOf(found)).toEqual([]);
    expect(found.admitted).toBeGreaterThan(500);
  }, 120_000);

  it('400 damaged frames over real sockets disturb nobody', async () => {
    const arena = await Arena.open(await house.ready());
    const { pid } = arena.server;
    try {
      const { found, felt } = await whileTyping(arena, () => fuzzSockets(arena, 400, SEED));
      process.stdout.write(
        `\n${reportOfSockets(found)} Others waited ${felt.keystroke.toFixed(0)} ms at most.\n`,
      );
      expect(found.frames).toBe(400);
      expect(arena.server.pid).toBe(pid);
      await expectIntact(arena, house.data.dir);
    } finally {
      arena.close();
    }
  });
});
