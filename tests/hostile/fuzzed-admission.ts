import { Dice } from './dice.ts';
import { HostileGround, type Verdict } from './hostile-ground.ts';
import { inventedUpdate } from './invented-updates.ts';
import { mutated } from './mutations.ts';
import { realUpdates, type RealUpdate } from './real-updates.ts';

export type Fuzzed = {
  frames: number;
  admitted: number;
  resync: number;
  refused: number;
  /** Each kind of fault, how often, and the first input that led to it, in hexadecimal. */
  faults: Map<string, { count: number; person: string; input: string }>;
  slowest: { judgingMs: number; applyingMs: number };
  /** Over 50 ms, which is a lot for what people send. */
  slow: number;
};

/** Promised: nothing stops a room for longer. */
const TOO_LONG_MS = 200;
/** A ground is used for so many admitted updates. */
const ADMITTED_PER_GROUND = 150;
/** And for so many tries, so that the chance of a bad state is spread. */
const TRIES_PER_GROUND = 2000;
const PEOPLE = ['evil', 'evil', 'evil', 'p1', 'p2'];

/** Throws mutated and invented updates at admission, over a document that takes in what is admitted. */
export function fuzzAdmission(frames: number, seed: number): Fuzzed {
  const dice = new Dice(seed);
  const found: Fuzzed = {
    frames,
    admitted: 0,
    resync: 0,
    refused: 0,
    faults: new Map(),
    slowest: { judgingMs: 0, applyingMs: 0 },
    slow: 0,
  };
  let [ground, next] = fresh(dice);
  let [admitted, tries] = [0, 0];
  for (let at = 0; at < frames; at += 1) {
    if (admitted >= ADMITTED_PER_GROUND || tries >= TRIES_PER_GROUND) {
      [ground, next] = fresh(dice);
      [admitted, tries] = [0, 0];
    }
    const { person, update } = input(ground, next, dice);
    const verdict = ground.offer(person, update);
    note(found, verdict, person, update);
    tries += 1;
    if (verdict.answer === 'admitted') admitted += 1;
    // What went wrong would go wrong again with everything that follows.
    if (verdict.fault !== '') admitted = ADMITTED_PER_GROUND;
  }
  return found;
}

function fresh(dice: Dice): [HostileGround, RealUpdate[]] {
  const { base, next } = realUpdates(dice.below(2 ** 32));
  return [new HostileGround(base), next];
}

function input(ground: HostileGround, next: RealUpdate[], dice: Dice): RealUpdate {
  if (dice.isOneIn(3)) return { person: dice.of(PEOPLE), update: inventedUpdate(ground, dice) };
  const real = dice.of(next);
  const person = dice.isOneIn(4) ? dice.of(PEOPLE) : real.person;
  if (dice.isOneIn(20)) return { person, update: real.update };
  return { person, update: mutated(real.update, dice.of(next).update, dice) };
}

function note(found: Fuzzed, verdict: Verdict, person: string, update: Uint8Array): void {
  found[verdict.answer] += 1;
  found.slowest.judgingMs = Math.max(found.slowest.judgingMs, verdict.judgingMs);
  found.slowest.applyingMs = Math.max(found.slowest.applyingMs, verdict.applyingMs);
  const takes = verdict.judgingMs + verdict.applyingMs;
  if (takes > 50) found.slow += 1;
  const fault = verdict.fault || (takes > TOO_LONG_MS ? 'takes too long' : '');
  if (fault === '') return;
  const known = found.faults.get(fault);
  if (known) known.count += 1;
  else found.faults.set(fault, { count: 1, person, input: Buffer.from(update).toString('hex') });
}

export function reportOf({ frames, admitted, resync, refused, faults, slowest, slow }: Fuzzed): string {
  const lines = [
    `${frames} updates: ${admitted} admitted, ${resync} asked again, ${refused} refused; ` +
      `slowest judged in ${slowest.judgingMs.toFixed(1)} ms, taken in in ${slowest.applyingMs.toFixed(1)} ms; ${slow} took over 50 ms.`,
  ];
  for (const [fault, { count, person, input: bytes }] of faults)
    lines.push(`  ${count} × ${fault}; the first from ${person}: ${bytes.slice(0, 400)}`);
  return lines.join('\n');
}
