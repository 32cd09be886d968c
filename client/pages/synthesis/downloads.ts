import type { Refused } from '../../app/api.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';

/** The files that the synthesis leaves as, the one to read first. */
export const FORMATS = ['pdf', 'docx', 'xlsx', 'csv', 'md', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const addressOfFile = (session: SessionState, format: Format, language: string): string =>
  `/api/sessions/${session.id}/synthesis.${format}?lang=${language}&seat=${session.seat}`;

/** All of the session in one file, for its organizers. */
export const addressOfArchive = (session: SessionState): string =>
  `/api/sessions/${session.id}/archive.zip?seat=${session.seat}`;

/** A canvas as a picture. */
export const addressOfCanvas = (session: SessionState, path: string, language: string): string =>
  `/api/sessions/${session.id}/canvases/${path}.png?lang=${language}&seat=${session.seat}`;

/**
 * Fetches a file and gives it to the browser to keep. The server writes it meanwhile: until then there is nothing that a browser's own
 * list of downloads could show. Null: it is kept, or nobody waits for it any more.
 */
export async function keepFile(
  address: string,
  language: string,
  gone: AbortSignal,
): Promise<Refused | null> {
  try {
    const response = await fetch(address, { headers: { 'accept-language': language }, signal: gone });
    if (!response.ok) {
      const refused = (await response.json()) as Omit<Refused, 'ok'>;
      return { ...refused, ok: false, language: response.headers.get('content-language') ?? language };
    }
    const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = named?.[1] ?? '';
    link.click();
    // Safari reads it only after a while.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return null;
  } catch {
    return gone.aborted ? null : { ok: false, code: 'network', detail: '' };
  }
}
