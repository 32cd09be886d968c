import type { Person } from '#shared/protocol/session-view.ts';
import type { SessionState } from './session-state.svelte.ts';

/** The name proposed for Zoom, by which somebody is recognised in their room and outside of it: "4 · Dulce · Praia". */
export function zoomNameOf(session: SessionState, { name, groupId, territoryId }: Person): string {
  const group = session.view?.groups.find(({ id }) => id === groupId);
  const territory = session.territoryName(territoryId ?? '');
  return [group?.name, name.split(' ')[0], territory].filter(Boolean).join(' · ');
}
