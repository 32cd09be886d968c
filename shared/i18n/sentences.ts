import type { ErrorText } from './error-text.ts';

/** Refusals as one text each, under `error.<code>`: what happened, what is kept, what to do. */
export function errorMessages(errors: Record<string, ErrorText>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([code, { detail, kept, todo }]) => [
      `error.${code}`,
      [detail, kept, todo].filter(Boolean).join(' '),
    ]),
  );
}
