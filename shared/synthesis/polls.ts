import { pollFor } from '../session/families/poll.ts';
import type { Parts } from './parts.ts';
import type { SynthesisPoll } from './shape.ts';

/** [S106] How the answers fell that anybody may know now, question by question; none that nobody answered. */
export function pollsOf({ input: { state, scenario }, say }: Parts): SynthesisPoll[] {
  const counts = new Map(
    pollFor(state, { role: 'observer', participantId: null }).map(({ id, counts }) => [id, counts]),
  );
  const wordsOf = new Map(
    scenario.steps?.flatMap(({ poll = [] }) => poll.map((one) => [one.id, one] as const)),
  );
  return state.steps.flatMap(({ id: step, poll = [] }) =>
    poll.flatMap(({ id: question, options }) => {
      const answers = counts.get(question)?.reduce((sum, count) => sum + count, 0) ?? 0;
      if (answers === 0) return [];
      const words = wordsOf.get(question);
      return {
        step,
        question,
        text: words ? say(words.text) : question,
        answers,
        options: options.map((id, at) => {
          const label = words?.options.find((option) => option.id === id)?.label;
          return { id, text: label ? say(label) : id, count: counts.get(question)?.[at] ?? 0 };
        }),
      };
    }),
  );
}
