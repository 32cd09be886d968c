import { expect } from 'vitest';
import type { ErrorCode } from '#shared/protocol/refusals.ts';
import type { Command } from '#shared/session/commands.ts';
import { decide } from '#shared/session/decide.ts';
import type { Context, ServerCommand } from '#shared/session/decision.ts';
import type { EventBody } from '#shared/session/events.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { Id, Instant, SessionState } from '#shared/session/state.ts';
import { NOON, stateOf } from './workshop.ts';

type Past = (EventBody & { by?: Id; at?: Instant })[];
type Refused = { code: ErrorCode; details?: Record<string, unknown> };

/**
 * `given(events).when(command, actor).then(events | refusal)`: what a command leads to after these events. New ids are
 * `new1`, `new2`…; the time is noon unless `context` says otherwise.
 */
export function given(past: Past, before: SessionState = stateOf(past)) {
  return {
    state: before,
    when(command: Command | ServerCommand, actor: Actor, context: Partial<Context> = {}) {
      let ids = 0;
      const newId = () => `new${(ids += 1)}`;
      const decision = decide(before, command, actor, { now: NOON, newId, ...context });
      return {
        decision,
        then(expected: EventBody[] | ErrorCode | Refused): void {
          if (Array.isArray(expected)) expect(decision).toEqual({ ok: true, events: expected });
          else {
            const refusal = typeof expected === 'string' ? { code: expected } : expected;
            expect(decision).toMatchObject({ ok: false, ...refusal });
          }
        },
      };
    },
  };
}
