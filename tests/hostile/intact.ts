import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { readCanvas } from '#shared/canvas/read.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { until } from '../support/until.ts';
import type { Arena } from './arena.ts';
import { onDisk } from './on-disk.ts';

/** What honest people see is what they wrote; the server's memory and its disk hold the same. Returns it. */
export async function expectIntact(arena: Arena, dataDir: string): Promise<CanvasSnapshot> {
  const [dulce, wilmer] = arena.honest;
  const [group = '', block = ''] = arena.path.split('/');
  const address = { session: arena.workshop.sessionId, group, block };
  const zones = dulce.person.view.scenario.zones.map((zone) => zone.id);
  // What attackers were allowed to write may still be on its way.
  await until('screens and server to agree', async () => {
    const given = await arena.rest();
    return [dulce, wilmer].every(({ canvas }) =>
      isDeepStrictEqual(readCanvas(canvas.doc, address, zones), given),
    );
  });
  const seen = readCanvas(dulce.canvas.doc, address, zones);
  assert.equal(seen.rejected, 0, 'nothing malformed');
  assert.deepEqual([dulce.canvas.status, wilmer.canvas.status], ['live', 'live']);
  for (const { card, words, person } of [dulce, wilmer]) {
    const { text, author } = seen.cards.find(({ id }) => id === card) ?? {};
    assert.deepEqual({ text, author }, { text: words, author: person.id });
  }
  assert.deepEqual(
    await onDisk(dataDir, `${address.session}/${arena.path}`, zones),
    seen,
    'the disk has the same',
  );
  return seen;
}
