import { ask, type Answer } from '../../app/api.ts';
import type { CreatedSession, NewSession } from './create-session.ts';

/** Opens the session of an archive on this server, with new ways in; who does it holds the organizer's. */
export async function openArchive(
  file: Blob,
  { ownerKey, language }: { ownerKey: string; language: string },
): Promise<Answer<NewSession>> {
  const opened = await ask<CreatedSession>('/api/archives', {
    language,
    key: ownerKey,
    body: new Blob([file], { type: 'application/zip' }),
  });
  if (!opened.ok) return opened;
  const session = opened.body;
  const asking = { language, key: session.keys.organizer };
  const taken = await ask<{ seat: string }>(`/api/sessions/${session.id}/seat`, {
    ...asking,
    method: 'POST',
  });
  type View = { title: Record<string, string>; languages: string[]; startsAt: string | null };
  const view = await ask<View>(`/api/sessions/${session.id}`, asking);
  return {
    ok: true,
    body: {
      ...session,
      titles: view.ok ? view.body.title : {},
      languages: view.ok ? view.body.languages : [],
      startsAt: view.ok ? view.body.startsAt : null,
      seat: taken.ok ? taken.body.seat : null,
      facilitators: [],
      faults: [],
      isOpened: true,
    },
  };
}
