import type { SessionView } from '#shared/protocol/session-view.ts';
import type { Step } from '#shared/session/state.ts';

export type ShownZone = SessionView['scenario']['zones'][number] & {
  /** The step in front works on it. */
  isInFront: boolean;
  /** The later step that opens it; null: it is open. */
  opensIn: Step | null;
};

/**
 * The canvas's zones as the run of show opens them: what belongs to a later step of the rounds is announced, not forbidden
 * in silence. Outside of rounds everything is open.
 */
export function zonesOf({ scenario, steps, step }: SessionView): ShownZone[] {
  const at = steps.findIndex(({ id }) => id === step?.id);
  const current = steps[at];
  const isInRound = current?.round !== undefined;
  const opened = new Set(steps.slice(0, at + 1).flatMap(({ zones }) => zones ?? []));
  return scenario.zones.map((zone) => {
    const later = steps.slice(at + 1).find(({ zones }) => zones?.includes(zone.id)) ?? null;
    return {
      ...zone,
      isInFront: isInRound && (current.zones?.includes(zone.id) ?? false),
      opensIn: isInRound && !opened.has(zone.id) ? later : null,
    };
  });
}
