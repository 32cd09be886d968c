import type { SessionState } from '../../session/session-state.svelte.ts';

/** The steps of the round under way; outside of rounds the step alone. */
export const stepsOf = ({ step, view }: SessionState) =>
  (view?.steps ?? []).filter(
    ({ id, round }) => id === step?.id || (round !== undefined && round === step?.round),
  );
