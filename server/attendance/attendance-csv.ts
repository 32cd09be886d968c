import { tableCsv } from '#server/documents/csv.ts';
import { roleIn } from '#server/documents/lookups.ts';
import { plainLine } from '#server/documents/plain-text.ts';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Attended } from '#shared/session/attendance.ts';
import type { Id, Instant, Lang, SessionState } from '#shared/session/state.ts';
import { fill } from '#shared/synthesis/texts.ts';

/**
 * A row for each person, step and group: it holds names, and is for moderators. Times in the session's first time zone as spreadsheets
 * of every language read them, durations as h:mm:ss.
 */
export function attendanceCsv(
  attended: Attended[],
  state: SessionState,
  { language, texts, nameOf }: { language: Lang; texts: ExportTexts; nameOf: (id: Id) => string },
): string {
  const zone = state.timeZones[0] ?? 'UTC';
  const headings = [
    texts.columnPerson,
    texts.columnRole,
    texts.columnTerritory,
    texts.columnGroup,
    texts.columnStepNumber,
    texts.columnStep,
    fill(texts.columnFrom, { zone }),
    fill(texts.columnTo, { zone }),
    texts.columnThere,
    texts.columnInMinga,
    texts.columnInZoom,
  ];
  const rows = attended.map(({ participantId, stepId, groupId, from, to, ms, mingaMs, zoomMs }) => {
    const seat = state.seats[participantId];
    const at = state.steps.findIndex(({ id }) => id === stepId);
    const title = state.steps[at]?.title;
    return [
      plainLine(nameOf(participantId)),
      seat ? roleIn(texts, seat.role) : '',
      state.territories.find(({ id, kind }) => id === seat?.territoryId && !kind)?.name ?? '',
      state.groups.find(({ id }) => id === groupId)?.name ?? '',
      at < 0 ? '' : at + 1,
      title ? (title[language] ?? Object.values(title)[0] ?? '') : texts.betweenSteps,
      localTime(from, zone),
      localTime(to, zone),
      ...[ms, mingaMs, zoomMs].map(duration),
    ];
  });
  return tableCsv(headings, rows);
}

/** `2027-03-04 14:00:00`; the Swedish way of writing is the one that sorts. */
const localTime = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(at),
  );

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
