import * as Y from 'yjs';
import { until } from '../support/until.ts';
import * as acts from './acts.ts';
import type { Act } from './acts.ts';
import { Chance } from './chance.ts';
import * as mishaps from './mishaps.ts';
import type { Person } from './person.ts';
import { differencesBetween, rawCanvas } from './raw-canvas.ts';
import { PATIENCE_MS, Stage, type House } from './stage.ts';
import { verdict } from './verdict.ts';

/** What came of one seed. */
export type Life = {
  seed: number;
  /** Between the copies, the server and the plain model; empty when there are none. */
  differences: string[];
  /** What everybody did, a line each: to read when there are differences. */
  journal: string[];
  deeds: number;
  kept: number;
  /** How the canvas stood at the end, to be held against the server's after a restart. */
  end: { stage: Stage; snapshot: unknown } | null;
};

const NAMES = ['Ana', 'Bo', 'Chipo', 'Dulce', 'Emil'];

const ACTS: Record<string, [weight: number, act: Act]> = {
  add: [12, acts.add],
  typeWord: [16, acts.typeWord],
  typeLetters: [7, acts.typeLetters],
  erase: [8, acts.erase],
  move: [9, acts.move],
  change: [8, acts.change],
  remove: [5, acts.remove],
  restore: [4, acts.restore],
  link: [6, acts.link],
  unlink: [2, acts.unlink],
  comment: [5, acts.comment],
  translate: [4, acts.translate],
  report: [3, acts.report],
  undo: [9, acts.undo],
  breakNetwork: [3, mishaps.breakNetwork],
  mendNetwork: [5, mishaps.mendNetwork],
  sleep: [3, mishaps.sleep],
  wake: [5, mishaps.wake],
  slow: [3, mishaps.slow],
  reload: [3, mishaps.reload],
  startAfresh: [1, mishaps.startAfresh],
  hide: [3, mishaps.hide],
  lookAside: [2, mishaps.lookAside],
  awaitSaved: [5, mishaps.awaitSaved],
  loseRight: [2, mishaps.loseRight],
  regainRight: [3, mishaps.regainRight],
  lockZone: [1, mishaps.lockZone],
};

/** One seed: a short life of a canvas, then everybody together again, and a look whether all is as it should be. */
export async function live(seed: number, house: House): Promise<Life> {
  const chance = new Chance(seed);
  const life: Life = { seed, differences: [], journal: [], deeds: 0, kept: 0, end: null };
  let stage: Stage | null = null;
  try {
    stage = await Stage.set(house, seed, NAMES.slice(0, chance.between(3, 5)));
    life.journal = stage.ledger.journal;
    await play(stage, chance);
    await gather(stage, chance);
    const snapshot = await compare(stage, life);
    life.deeds = stage.ledger.deeds.length;
    life.kept = stage.ledger.kept;
    life.end = { stage, snapshot };
  } catch (error) {
    life.differences.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await stage?.clear();
  return life;
}

async function play(stage: Stage, chance: Chance): Promise<void> {
  const steps = chance.between(30, 90);
  const weights = Object.fromEntries(Object.entries(ACTS).map(([name, [weight]]) => [name, weight]));
  // Each at most once or twice in a life: they cost seconds.
  const crashes = stage.house.restart ? [chance.below(steps), chance.below(steps)] : [];
  const outwaits = chance.happens(0.08) ? [chance.below(steps)] : [];
  await until(
    'the canvas',
    () => stage.people.every(({ connection }) => connection.status === 'live'),
    PATIENCE_MS,
  );
  for (let step = 1; step <= steps; step += 1) {
    // Of its own for each step: what one of them finds on the canvas does not shift all others.
    const dice = new Chance(seedOf(chance));
    const person = dice.pick(stage.people) as Person;
    person.step = step;
    const name = dice.weighted(weights);
    await perform(ACTS[name]![1], person, stage, dice);
    if (outwaits.includes(step)) await perform(mishaps.outwaitGrace, person, stage, dice);
    if (crashes.includes(step)) await perform(mishaps.crash, person, stage, dice);
    for (let turns = dice.happens(0.5) ? dice.below(8) : 0; turns > 0; turns -= 1) await nextTurn();
  }
}

async function perform(act: Act, person: Person, stage: Stage, dice: Chance): Promise<void> {
  // What is not there yet cannot be worked on, and a page says so.
  if (!person.connection.hasLoaded && !Object.values(mishaps).includes(act)) return;
  const line = await act(person, stage, dice);
  if (line !== null) stage.ledger.journal.push(`${String(person.step).padStart(3)} ${person.name} ${line}`);
}

/** Everybody comes back, and it becomes quiet: all is saved and all copies are equal. */
async function gather(stage: Stage, chance: Chance): Promise<void> {
  const { people } = stage;
  for (const person of people) {
    person.lane.delayMs = () => 0;
    person.lane.wake();
    person.lane.mend();
    if (person.isHidden) person.hide(false);
  }
  const givesBack = chance.happens(0.6);
  for (const person of people) if (givesBack) await mishaps.regainRight(person, stage, chance);
  const isQuiet = (): boolean =>
    people.every(({ connection: { status, unsavedSince } }) => status === 'live' && unsavedSince === null) &&
    people.every(({ doc }) => doc === people[0]!.doc || isEqual(doc, people[0]!.doc));
  await until('everybody to be saved and equal', isQuiet, PATIENCE_MS).catch(() => undefined);
}

async function compare(stage: Stage, life: Life): Promise<unknown> {
  const { people, ledger, strays } = stage;
  const [first, ...others] = people as [Person, ...Person[]];
  const { differences } = life;
  for (const { name, connection } of people) {
    const { status, unsavedSince, refusal, snapshot } = connection;
    if (status !== 'live') differences.push(`${name} is ${status} (${refusal})`);
    if (unsavedSince !== null) differences.push(`${name} has unsaved work`);
    if (snapshot.rejected > 0) differences.push(`${name} reads ${snapshot.rejected} malformed entries`);
  }
  for (const other of others)
    differences.push(...differencesBetween(first.doc, other.doc, `${first.name} and ${other.name}`));
  const snapshot = await stage.snapshot();
  for (const { name, connection } of people)
    if (!isSame(connection.snapshot, snapshot))
      differences.push(`${name} reads something else than the server gives`);
  for (const deed of ledger.deeds) if (deed.fate === 'open') deed.fate = 'kept';
  for (const person of people) person.lookAside();
  differences.push(...strays, ...ledger.wrongs, ...verdict(rawCanvas(first.doc), ledger));
  return snapshot;
}

const isEqual = (a: Y.Doc, b: Y.Doc): boolean =>
  Y.encodeStateVector(a).length === Y.encodeStateVector(b).length &&
  differencesBetween(a, b, '').length === 0;
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const seedOf = (chance: Chance): number => chance.below(2 ** 32);
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
