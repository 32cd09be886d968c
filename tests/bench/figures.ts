import type { ContestantName } from './contestants/contestant.ts';
import { WARM_UP_HOURS, type HoursResult } from './scenarios/hours.ts';
import type { JoiningResult } from './scenarios/joining.ts';
import type { SavingResult } from './scenarios/saving.ts';
import type { WritingResult, WritingScenario } from './scenarios/writing.ts';

/** All that one run has measured, by round. */
export type Measured = {
  writing: { scenario: WritingScenario; contestant: ContestantName; rounds: WritingResult[] }[];
  joining: { contestant: ContestantName; rounds: JoiningResult[] }[];
  saving: SavingResult | null;
  hours: HoursResult | null;
};

/** A figure to reach: at least the one, and better the other. Lower is better. */
export type Goal = { atLeast: number | null; aim: number };
export type Verdict = 'reaches the aim' | 'reaches at least' | 'misses';

export type Figure = {
  what: string;
  ours: string;
  theirs: string;
  /** Ours by theirs; a figure of ours alone where nobody else has it. */
  value: number;
  unit: '×' | ' ms' | ' %';
  goal: Goal;
};

export function verdictOf({ value, goal }: Figure): Verdict {
  if (value <= goal.aim) return 'reaches the aim';
  return goal.atLeast !== null && value <= goal.atLeast ? 'reaches at least' : 'misses';
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

export const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(1)} µs`;
export const milliseconds = (seconds: number): string => `${(seconds * 1e3).toFixed(2)} ms`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 2 : 0)} kB`;
const perSecond = (value: number): string => `${value.toFixed(1)}/s`;

/** Every figure that was set, of what was measured. */
export function figuresOf(measured: Measured): Figure[] {
  return [
    ...writingFigures(measured),
    ...joiningFigures(measured),
    ...savingFigures(measured),
    ...hoursFigures(measured),
  ];
}

function writingFigures({ writing }: Measured): Figure[] {
  const names = [...new Set(writing.map(({ scenario }) => scenario.name))];
  return names.flatMap((name) => {
    const of = (
      who: ContestantName,
      key: keyof WritingResult & ('cpuPerDelivery' | 'framesIn' | 'bytesIn'),
    ) =>
      medianOf(
        writing.find(({ scenario, contestant }) => scenario.name === name && contestant === who),
        key,
      );
    const title = writing.find(({ scenario }) => scenario.name === name)?.scenario.title ?? '';
    const beside = (
      what: string,
      key: Parameters<typeof of>[1],
      theirs: number,
      goal: Goal,
      show: (value: number) => string,
    ): Figure => ({
      what: `${title}: ${what}`,
      ours: show(of('minga', key)),
      theirs: show(theirs),
      value: of('minga', key) / theirs,
      unit: '×',
      goal,
    });
    const [yws, hocuspocus] = [of('y-websocket', 'cpuPerDelivery'), of('hocuspocus', 'cpuPerDelivery')];
    const cpu = 'server CPU per delivered change, beside';
    const processor =
      name === 'one70'
        ? [
            beside(
              `${cpu} the better of the two (${yws <= hocuspocus ? 'y-websocket' : 'hocuspocus'})`,
              'cpuPerDelivery',
              Math.min(yws, hocuspocus),
              { atLeast: 0.6, aim: 0.45 },
              microseconds,
            ),
          ]
        : [
            beside(`${cpu} y-websocket`, 'cpuPerDelivery', yws, { atLeast: 0.6, aim: 0.4 }, microseconds),
            beside(
              `${cpu} hocuspocus`,
              'cpuPerDelivery',
              hocuspocus,
              { atLeast: null, aim: 0.33 },
              microseconds,
            ),
          ];
    const frames = of('y-websocket', 'framesIn');
    const bytes = of('y-websocket', 'bytesIn');
    return [
      ...processor,
      beside(
        'frames to a person, beside y-websocket',
        'framesIn',
        frames,
        { atLeast: 0.7, aim: 0.45 },
        perSecond,
      ),
      beside(
        'bytes to a person, beside y-websocket',
        'bytesIn',
        bytes,
        { atLeast: 0.7, aim: 0.4 },
        (value) => `${kilobytes(value)}/s`,
      ),
    ];
  });
}

function joiningFigures({ joining }: Measured): Figure[] {
  const of = (who: ContestantName, key: 'cpuPerJoin' | 'bytesPerJoin') =>
    medianOf(
      joining.find(({ contestant }) => contestant === who),
      key,
    );
  if (joining.length === 0) return [];
  const figure = (
    what: string,
    key: Parameters<typeof of>[1],
    goal: Goal,
    show: (value: number) => string,
  ) => ({
    what,
    ours: show(of('minga', key)),
    theirs: show(of('y-websocket', key)),
    value: of('minga', key) / of('y-websocket', key),
    unit: '×' as const,
    goal,
  });
  const what = '30 join at once, 5,000 cards:';
  return [
    figure(
      `${what} server CPU per join, beside y-websocket`,
      'cpuPerJoin',
      { atLeast: 0.2, aim: 0.05 },
      milliseconds,
    ),
    figure(
      `${what} bytes per join, beside y-websocket`,
      'bytesPerJoin',
      { atLeast: null, aim: 0.3 },
      kilobytes,
    ),
  ];
}

function savingFigures({ saving }: Measured): Figure[] {
  if (!saving) return [];
  const { p50, p99, count } = saving;
  const what = `\`saved\` after the keystroke, quiet machine, p99 of ${count}`;
  const ours = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  return [{ what, ours, theirs: '', value: p99, unit: ' ms', goal: { atLeast: 600, aim: 100 } }];
}

function hoursFigures({ hours }: Measured): Figure[] {
  if (!hours) return [];
  const [from = NaN, to = NaN] = [hours.memory[WARM_UP_HOURS - 1], hours.memory.at(-1)];
  const ours = `${(from / 1e6).toFixed(0)} MB, then ${(to / 1e6).toFixed(0)} MB`;
  const value = (to / from - 1) * 100;
  const what = `memory of the server, growth over ${hours.memory.length - WARM_UP_HOURS} simulated hours of 72 people`;
  return [{ what, ours, theirs: '', value, unit: ' %', goal: { atLeast: 10, aim: 5 } }];
}

export function medianOf<Key extends string>(
  found: { rounds: { [each in Key]: number }[] } | undefined,
  key: Key,
): number {
  return median((found?.rounds ?? []).map((round) => round[key]));
}
