import { ask, type Answer, type Refused } from '../../app/api.ts';
import type { CreatedSession, NewSession } from './create-session.ts';

/** Opens the session of an archive on this server, with new ways in; who does it holds the organizer's. */
export async function openArchive(
  file: Blob,
  { ownerKey, language }: { ownerKey: string; language: string },
): Promise<Answer<NewSession>> {
  const opened = await send(file, ownerKey, language);
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
    },
  };
}

async function send(file: Blob, ownerKey: string, language: string): Promise<Answer<CreatedSession>> {
  try {
    const response = await fetch('/api/archives', {
      method: 'POST',
      headers: {
        'accept-language': language,
        'content-type': 'application/zip',
        authorization: `Bearer ${ownerKey}`,
      },
      body: file,
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, body: body as CreatedSession };
    const spoken = response.headers.get('content-language') ?? language;
    return { ...(body as Omit<Refused, 'ok'>), ok: false, language: spoken };
  } catch {
    return { ok: false, code: 'network', detail: '' };
  }
}
