import { canvasesOf } from '#server/canvases/canvas-host.ts';
import type { Deps } from '#server/deps.ts';
import type { Entered } from '#server/sessions/guard.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { maySeePlacement } from '#shared/session/view.ts';
import { synthesise, type Synthesis } from '#shared/synthesis/synthesis.ts';

/** The synthesis as `actor` may see it now, from what is on disk of every canvas; one that cannot be read is named in it. */
export async function synthesisOf(
  deps: Pick<Deps, 'canvases'>,
  { session, actor }: Pick<Entered, 'session' | 'actor'>,
  language: string,
): Promise<Synthesis> {
  const { state } = session;
  const read = await Promise.all(
    canvasesOf(state).map(async (address) => ({
      address,
      read: await deps.canvases.snapshot(state, address),
    })),
  );
  const canvases: CanvasSnapshot[] = read.flatMap(({ read: one }) => (one.ok ? one.snapshot : []));
  const unreadable = read.flatMap(
    ({
      address,
      read: one,
    }: {
      address: { groupId: string; blockId: string };
      read: { ok: true } | Refusal;
    }) => (one.ok ? [] : [{ group: address.groupId, block: address.blockId, code: one.code }]),
  );
  const organisations = new Set(
    session.seats.map((seat) => seat.organisation?.trim().toLowerCase()).filter(Boolean),
  );
  return synthesise({
    // [S52] holds for files too.
    state: { ...state, maturity: state.maturity.filter((one) => maySeePlacement(state, actor, one)) },
    scenario: session.scenario,
    canvases,
    unreadable,
    organisations: organisations.size,
    language,
  });
}
