import { ARGUMENT_ZONES, reachedFrom } from '../canvas/argument.ts';
import type { CanvasSnapshot } from '../canvas/snapshot.ts';
import type { Id, Ref } from '../session/state.ts';
import { refOf, type Written } from './cards.ts';
import type { SynthesisBlock, SynthesisScenario } from './shape.ts';

/** For each card those it is tied to. */
export type Threads = Map<Ref, Set<Ref>>;

/** Which cards are tied to which, whatever way the thread was drawn: "+ lever" on a gap and "+ gap" on a lever mean the same. */
export function threadsBetween(canvases: readonly CanvasSnapshot[], live: ReadonlySet<Ref>) {
  const tied: Threads = new Map();
  let threads = 0;
  const tie = (from: Ref, to: Ref) => tied.set(from, (tied.get(from) ?? new Set()).add(to));
  for (const canvas of canvases) {
    for (const thread of canvas.threads) {
      const [from, to] = [refOf(canvas, thread.from), refOf(canvas, thread.to)];
      if (!live.has(from) || !live.has(to)) continue;
      tie(from, to);
      tie(to, from);
      threads += 1;
    }
  }
  return { tied, threads };
}

/** Gap by gap, in reading order: its levers, and the actions tied to it or to a lever that leads there. */
export function argumentsOf(
  cards: readonly Written[],
  tied: Threads,
  zones: SynthesisScenario['zones'],
): Pick<SynthesisBlock, 'arguments' | 'openGaps'> {
  const hasZone = (id: Id) => zones.some((zone) => zone.id === id);
  // Where nobody could have answered a gap, none is left open.
  if (!hasZone(ARGUMENT_ZONES.levers) && !hasZone(ARGUMENT_ZONES.actions))
    return { arguments: [], openGaps: [] };
  const refsIn = (zone: Id) => cards.filter(({ card }) => card.zone === zone).map(({ ref }) => ref);
  const [levers, actions] = [refsIn(ARGUMENT_ZONES.levers), refsIn(ARGUMENT_ZONES.actions)];
  const isLever = new Set(levers);
  const all = refsIn(ARGUMENT_ZONES.gaps).map((gap) => {
    const direct = tied.get(gap) ?? new Set<Ref>();
    const reached = reachedFrom(gap, tied, isLever);
    return {
      gap,
      levers: levers.filter((ref) => direct.has(ref)),
      actions: actions.filter((ref) => reached.has(ref)),
    };
  });
  const isAnswered = ({ levers, actions }: { levers: Ref[]; actions: Ref[] }) =>
    levers.length + actions.length > 0;
  return {
    arguments: all.filter(isAnswered),
    openGaps: all.filter((argument) => !isAnswered(argument)).map(({ gap }) => gap),
  };
}
