import { parseArgs } from 'node:util';
import { WRITING, type WritingScenario } from './scenarios/writing.ts';

export const PARTS = [...WRITING.map(({ name }) => name), 'join', 'saved', 'hours'] as const;
export type Part = (typeof PARTS)[number];

export type Options = {
  parts: Part[];
  writing: WritingScenario[];
  rounds: number;
  /** Until the code that runs all the time is compiled: a server in use is long past that. */
  warmUpMs: number;
  steadyMs: number;
  /** A round of our server with the stock client, too. */
  withStock: boolean;
  /** Keystrokes whose `saved` is waited for. */
  saves: number;
  echoes: boolean;
};

/** @throws with a sentence when an option is none. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: PARTS.join(',') },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      rate: { type: 'string' },
      'no-echo': { type: 'boolean', default: false },
    },
  });
  const parts = values.only.split(',').map((name) => {
    const part = PARTS.find((known) => known === name.trim());
    if (!part) throw new Error(`“${name}” is no part of the benchmark. There are ${PARTS.join(', ')}.`);
    return part;
  });
  const rounds = numberOf('rounds', values.rounds) ?? (values.quick ? 1 : 3);
  const rate = numberOf('rate', values.rate);
  return {
    parts,
    writing: WRITING.filter(({ name }) => parts.includes(name)).map((scenario) => ({
      ...scenario,
      rate: rate ?? scenario.rate,
    })),
    rounds,
    warmUpMs: values.quick ? 2000 : 20_000,
    withStock: !values.quick,
    steadyMs: 1000 * (numberOf('seconds', values.seconds) ?? (values.quick ? 3 : 8)),
    saves: values.quick ? 60 : 200,
    echoes: !values['no-echo'],
  };
}

function numberOf(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!(value > 0)) throw new Error(`--${name} ${given}: give a number above 0.`);
  return value;
}
