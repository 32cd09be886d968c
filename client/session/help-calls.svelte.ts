import type { Refusal } from '#shared/protocol/refusals.ts';
import type { SessionState } from './session-state.svelte.ts';

/** My group's call for help: one at a time, seen by all of the group. Who has moved still sees the one they made. */
export class HelpCalls {
  /** What is being written; it outlives the dialog. */
  reason = $state('');
  refusal: Refusal | null = $state.raw(null);
  #session: SessionState;

  constructor(session: SessionState) {
    this.#session = session;
  }

  get mine() {
    const { group, me, view } = this.#session;
    const calls = view?.help ?? [];
    return (
      calls.find(({ groupId }) => groupId === group?.id) ?? calls.find(({ by }) => by === me?.id) ?? null
    );
  }

  /** Answers whether it was sent. */
  async call(): Promise<boolean> {
    const reason = this.reason.trim();
    const isSent = await this.#do({ type: 'help.call', ...(reason === '' ? {} : { reason }) });
    if (isSent) this.reason = '';
    return isSent;
  }

  async takeBack(): Promise<void> {
    if (this.mine) await this.#do({ type: 'help.close', helpId: this.mine.id });
  }

  async #do(command: Parameters<SessionState['send']>[0]): Promise<boolean> {
    const answer = await this.#session.send(command);
    this.refusal = answer.ok ? null : answer;
    return answer.ok;
  }
}
