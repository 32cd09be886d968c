import type { Command } from '#shared/session/commands.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';

/** Sends one panel's commands and keeps the last refusal, to be shown beside its controls. */
export class Commander {
  refusal: { code: string; details?: Record<string, unknown> } | null = $state.raw(null);
  #session: SessionState;

  constructor(session: SessionState) {
    this.#session = session;
  }

  async run(command: Command): Promise<boolean> {
    const answer = await this.#session.send(command);
    this.refusal = answer.ok ? null : answer;
    return answer.ok;
  }
}
