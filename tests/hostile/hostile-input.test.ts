import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Arena, MARKER } from './arena.ts';
import { CATALOGUE } from './catalogue.ts';
import { expectIntact } from './intact.ts';
import { refusalsIn, ServerUnderAttack } from './server-under-attack.ts';
import { whileTyping } from './undisturbed.ts';

const house = new ServerUnderAttack();
/** Canvases of attacks that are over, and what is on them. */
const left: { arena: Arena; expected: unknown }[] = [];
const felt: { name: string; keystroke: number; health: number }[] = [];

beforeAll(async () => void (await house.start()));
afterAll(async () => {
  const slowest = (key: 'keystroke' | 'health') => felt.toSorted((a, b) => b[key] - a[key]).slice(0, 5);
  const line = (key: 'keystroke' | 'health') =>
    slowest(key)
      .map((one) => `${one[key].toFixed(0)} ms (${one.name})`)
      .join(', ');
  process.stdout.write(
    `\nWhile ${felt.length} attacks went on. Slowest keystrokes of others: ${line('keystroke')}. ` +
      `Slowest answers: ${line('health')}. Over 200 ms: ${felt.filter(({ health }) => health > 200).length}.\n`,
  );
  await house.stop();
});

describe.each(Object.entries(CATALOGUE))('hostile %s', (_, attacks) => {
  it.each(attacks)('$name', async ({ name, run, ends }) => {
    const server = await house.ready();
    const { pid } = server;
    const arena = await Arena.open(server);
    const logged = server.output.length;
    try {
      const { found, felt: waited } = await whileTyping(arena, () => run(arena));
      felt.push({ name, ...waited });
      expect(ends, 'how it ends').toContain(found);
      expect(server.pid).toBe(pid);
      expect(await house.isWell(), 'the process is well').toBe(true);
      left.push({ arena, expected: await expectIntact(arena, house.data.dir) });
      const log = server.output.slice(logged);
      expect(log, 'no text in the log').not.toContain(MARKER);
      expect(refusalsIn(log).length, 'one line for each refusal').toBeLessThanOrEqual(arena.connections);
    } finally {
      arena.close();
    }
  });
});

it('leaves behind what honest people wrote, after a restart too', async () => {
  const server = await house.restart();
  expect(left.length).toBeGreaterThan(60);
  for (const { arena, expected } of left) {
    const url = `${server.url}/api/sessions/${arena.workshop.sessionId}/canvases/${arena.path}`;
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${arena.workshop.keys.organizer}` },
    });
    expect(await response.json()).toEqual(expected);
  }
});
