import type { SessionState } from '../../session/session-state.svelte.ts';

/** The files that the synthesis leaves as, the one to read first. */
export const FORMATS = ['pdf', 'docx', 'xlsx', 'csv', 'md', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const addressOfFile = (session: SessionState, format: Format, language: string): string =>
  `/api/sessions/${session.id}/synthesis.${format}?lang=${language}&seat=${session.seat}`;

/** All of the session in one file, for its organizers. */
export const addressOfArchive = (session: SessionState): string =>
  `/api/sessions/${session.id}/archive.zip?seat=${session.seat}`;
