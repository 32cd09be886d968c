import { afterAll, describe, expect, it } from 'vitest';
import { SLOW_INPUTS, timed } from './slow-inputs.ts';

/** Nobody stops a room for longer than this: told here, because the machine may be busy with other tests. */
const PROMISED_MS = 200;
/** What costs the square of its size takes minutes. */
const ALLOWED_MS = 10_000;
const lines: string[] = [];

afterAll(() => {
  process.stdout.write(`\nOver ${PROMISED_MS} ms:\n${lines.join('\n') || '  none'}\n`);
});

describe('an update that costs as much as it can is judged and taken in at once', () => {
  it.each(SLOW_INPUTS)('$name', (input) => {
    const { judgingMs, applyingMs, answer } = timed(input, PROMISED_MS);
    const sentence = `  ${input.name}: judged in ${judgingMs.toFixed(0)} ms, taken in in ${applyingMs.toFixed(0)} ms, ${answer}`;
    if (judgingMs + applyingMs > PROMISED_MS) lines.push(sentence);
    expect(judgingMs + applyingMs, sentence).toBeLessThan(ALLOWED_MS);
  });
});
