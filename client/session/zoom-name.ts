import type { Person } from '#shared/protocol/session-view.ts';
import { zoomName } from '#shared/session/zoom-name.ts';
import type { SessionState } from './session-state.svelte.ts';

/** A person's name for Zoom, as this page knows them. */
export const zoomNameOf = (session: SessionState, { name, groupId, territoryId }: Person): string =>
  zoomName({
    name,
    group: session.view?.groups.find(({ id }) => id === groupId)?.name ?? '',
    territory: session.territoryName(territoryId ?? ''),
  });
