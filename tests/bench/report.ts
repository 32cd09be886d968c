import { cpus } from 'node:os';
import type { Contestant, ContestantName } from './contestants/contestant.ts';
import {
  figuresOf,
  kilobytes,
  medianOf,
  microseconds,
  milliseconds,
  verdictOf,
  type Figure,
  type Measured,
} from './figures.ts';
import type { Options } from './options.ts';
import type { WritingResult } from './scenarios/writing.ts';
import { IS_PINNED } from './server-process.ts';

/** One part of all deliveries may be missing at most before a server is said to lose changes. */
const LEAST_DELIVERED = 0.999;
/** A load that takes more of its core than this may be what is measured. */
const MOST_LOAD = 0.85;

export function reportOf(
  measured: Measured,
  options: Options,
  contestants: Contestant[],
  at: string,
): string {
  const titles = new Map(contestants.map(({ name, title }) => [name, title]));
  const parts = [
    `# Canvas benchmark, ${at}`,
    conditions(options),
    '## Figures to reach',
    table(
      ['figure', 'Minga', 'peer', 'ratio', 'at least', 'aim', 'verdict'],
      figuresOf(measured).map(figureRow),
    ),
    ...(measured.writing.length > 0 ? ['## Writing, in detail', writingTable(measured, titles)] : []),
    ...(measured.joining.length > 0 ? ['## Joining, in detail', joiningTable(measured, titles)] : []),
    ...notes(measured, titles),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What makes a run worthless: changes that did not arrive, connections that broke. */
export function failuresOf(measured: Measured): string[] {
  const failures: string[] = [];
  for (const { scenario, contestant, rounds } of measured.writing) {
    for (const { expected, delivered, faults } of rounds) {
      const where = `${contestant}, ${scenario.title}`;
      if (delivered < expected * LEAST_DELIVERED)
        failures.push(`${where}: ${delivered} of ${expected} deliveries`);
      failures.push(...faults.slice(0, 3).map((fault) => `${where}: ${fault}`));
    }
  }
  for (const { contestant, rounds } of measured.joining) {
    failures.push(
      ...rounds.flatMap(({ faults }) => faults).map((fault) => `${contestant}, joining: ${fault}`),
    );
  }
  failures.push(...(measured.hours?.faults ?? []).map((fault) => `hours: ${fault}`));
  return failures;
}

function conditions({ rounds, steadyMs, echoes }: Options): string {
  const pinned = IS_PINNED
    ? 'server on the first core, load on the second'
    : 'NOT pinned to cores (one core only, or no `taskset`): figures are less steady';
  return [
    `Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${pinned}.`,
    `Medians of ${rounds} round${rounds === 1 ? '' : 's'} of ${steadyMs / 1000} s; all servers with persistence on.`,
    ...(echoes
      ? []
      : ['Run with --no-echo: y-websocket’s clients do not send presence back, as the real ones do.']),
  ].join(' ');
}

function figureRow(figure: Figure): string[] {
  const { what, ours, theirs, value, unit, goal } = figure;
  const show = (number: number | null): string => (number === null ? '' : `≤ ${number}${unit}`);
  const shown = unit === '×' ? value.toFixed(3) : value.toFixed(0);
  return [what, ours, theirs, `${shown}${unit}`, show(goal.atLeast), show(goal.aim), verdictOf(figure)];
}

function writingTable({ writing }: Measured, titles: Map<ContestantName, string>): string {
  const head = ['scenario', 'server', 'changes/s each', 'CPU per delivery', 'server busy', 'load busy'];
  const more = ['frames in', 'frames out', 'bytes in', 'bytes out', 'delivered of expected'];
  return table(
    [...head, ...more],
    writing.map(({ scenario, contestant, rounds }) => {
      const of = (key: Exclude<keyof WritingResult, 'faults'>): number => medianOf({ rounds }, key);
      const sum = (key: 'delivered' | 'expected'): number =>
        rounds.reduce((total, round) => total + round[key], 0);
      return [
        scenario.title,
        titles.get(contestant) ?? contestant,
        String(scenario.rate),
        microseconds(of('cpuPerDelivery')),
        `${(of('serverShare') * 100).toFixed(0)} %`,
        `${(of('loadShare') * 100).toFixed(0)} %`,
        `${of('framesIn').toFixed(1)}/s`,
        `${of('framesOut').toFixed(1)}/s`,
        `${kilobytes(of('bytesIn'))}/s`,
        `${kilobytes(of('bytesOut'))}/s`,
        `${sum('delivered')} of ${sum('expected')}`,
      ];
    }),
  );
}

function joiningTable({ joining }: Measured, titles: Map<ContestantName, string>): string {
  return table(
    ['server', 'CPU per join', 'bytes per join', 'CPU of the first, from disk'],
    joining.map(({ contestant, rounds }) => [
      titles.get(contestant) ?? contestant,
      milliseconds(medianOf({ rounds }, 'cpuPerJoin')),
      kilobytes(medianOf({ rounds }, 'bytesPerJoin')),
      milliseconds(medianOf({ rounds }, 'cpuCold')),
    ]),
  );
}

function notes({ writing }: Measured, titles: Map<ContestantName, string>): string[] {
  const heavy = writing.filter((row) => medianOf(row, 'loadShare') > MOST_LOAD);
  const full = writing.filter((row) => medianOf(row, 'serverShare') > 0.95);
  const list = (rows: typeof writing): string =>
    rows.map(({ scenario, contestant }) => `${titles.get(contestant)} (${scenario.title})`).join(', ');
  return [
    ...(heavy.length > 0 ? [`The load was near its limit with ${list(heavy)}: try a lower --rate.`] : []),
    ...(full.length > 0 ? [`At the limit of its core: ${list(full)}.`] : []),
  ];
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
