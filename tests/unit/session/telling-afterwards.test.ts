import { expect, it } from 'vitest';
import { canvasRights } from '#server/canvases/canvas-host.ts';
import { Grace } from '#server/canvases/grace.ts';
import type { EventBody } from '#shared/session/events.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { Instant } from '#shared/session/state.ts';
import { after, ana, ben, closed, link, mo, NOON, open, stateOf } from './workshop.ts';

const rapporteur: EventBody = { type: 'group.changed', groupId: 'g1', rapporteur: 'ana' };
const ended = [...open, rapporteur, closed];
const UNTIL = after(NOON, 60_000);
const dated = (until: Instant): EventBody => ({ type: 'synthesis.dated', until });
const frozen: EventBody = { type: 'synthesis.frozen', organisations: 0, digests: {} };

const rightsOf = (past: EventBody[], actor: Actor, groupId = 'synthesis', blockId = 'overall') =>
  canvasRights(stateOf(past), actor, { sessionId: 's1', groupId, blockId });

it('[S121] named moderators and rapporteurs write narratives after the end too, others never', () => {
  for (const past of [[...open, rapporteur], ended])
    expect([mo, ana, ben, link('moderator')].map((one) => rightsOf(past, one).mayWrite)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  expect(rightsOf(ended, mo, 'synthesis', 'water').mayWrite).toBe(true);
  expect(rightsOf(ended, ana, 'g1', 'water').mayWrite).toBe(false);
});

it('[S121] nobody writes them once the synthesis is frozen, and a new date opens them again', () => {
  const past = [...ended, dated(UNTIL), frozen];
  expect(rightsOf(past, mo).mayWrite).toBe(false);
  expect(rightsOf([...past, dated(after(UNTIL, 60_000))], mo).mayWrite).toBe(true);
});

it('[S121] at the date for corrections writing stops without grace', () => {
  let now = Date.parse(NOON);
  const grace = new Grace(() => now);
  grace.note(rightsOf([...ended, dated(UNTIL)], mo));
  expect(grace.mayWrite).toBe(true);
  now = Date.parse(UNTIL);
  expect(grace.mayWrite).toBe(false);
});
