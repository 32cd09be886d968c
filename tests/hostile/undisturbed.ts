import { performance } from 'node:perf_hooks';
import { until } from '../support/until.ts';
import { inStep, textOn, typeLetter, type Arena, type Honest } from './arena.ts';

/** The slowest answers honest people got meanwhile, in ms. */
export type Felt = { keystroke: number; health: number };

/** Between two letters, as fast people type. */
const PACE_MS = 120;
/** A server that does not answer for so long is as good as gone. */
const PATIENCE_MS = 12_000;

/** Two type on the canvas and read each other, one types on the next and is told "saved", while `attack` goes on. */
export async function whileTyping<T>(
  arena: Arena,
  attack: () => Promise<T>,
): Promise<{ found: T; felt: Felt }> {
  const [dulce, wilmer, samir] = arena.honest;
  const felt: Felt = { keystroke: 0, health: 0 };
  let isOver = false;
  const keepOn = async (act: () => Promise<void>): Promise<void> => {
    do {
      const startedAt = performance.now();
      await act();
      await until(
        'the next letter',
        () => isOver || performance.now() - startedAt > PACE_MS,
        PATIENCE_MS,
        20,
      );
    } while (!isOver);
  };
  const isSeenBy = (reader: Honest, writer: Honest) => async () => {
    typeLetter(writer);
    const { words, card } = writer;
    const startedAt = performance.now();
    await until('a letter to be seen', () => textOn(reader.canvas, card) === words, PATIENCE_MS, 2);
    felt.keystroke = Math.max(felt.keystroke, performance.now() - startedAt);
  };
  const isSaved = async (): Promise<void> => {
    typeLetter(samir);
    const startedAt = performance.now();
    await until('a letter to be saved', () => samir.canvas.unsavedSince === null, PATIENCE_MS, 2);
    felt.keystroke = Math.max(felt.keystroke, performance.now() - startedAt);
  };
  const answers = async (): Promise<void> => {
    const startedAt = performance.now();
    const { ok } = await fetch(`${arena.server.url}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!ok) throw new Error('The server is not well');
    felt.health = Math.max(felt.health, performance.now() - startedAt);
  };
  const others = [isSeenBy(wilmer, dulce), isSeenBy(dulce, wilmer), isSaved, answers].map(keepOn);
  try {
    const found = await Promise.race([
      attack(),
      Promise.all(others).then(() => Promise.reject(new Error('over'))),
    ]);
    isOver = true;
    await Promise.all(others);
    await inStep(arena);
    return { found, felt };
  } finally {
    isOver = true;
    await Promise.allSettled(others);
  }
}
