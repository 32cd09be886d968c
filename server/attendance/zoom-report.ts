import { parse } from 'csv-parse/sync';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Instant } from '#shared/session/state.ts';
import { readTimes } from './zoom-times.ts';

/** A line of Zoom's participant report: somebody in the meeting from one instant to another. */
export type ZoomRow = {
  /** As shown in the meeting. */
  name: string;
  /** As in the account, where Zoom says that it was another. */
  originalName: string;
  email: string;
  from: Instant;
  to: Instant;
};

/**
 * Zoom's report as it leaves its pages, or a spreadsheet after them: with or without the lines about the meeting, in English, French or
 * Spanish, split by commas, semicolons or tabs. Its times carry no zone: `zone` is the one of the account it came from. `session`: when
 * people were together, by which days and months are told apart where nothing else does. `unread`: lines whose times are none.
 */
export function readZoomReport(
  bytes: Uint8Array,
  zone: string,
  session: { from: Instant; to: Instant },
): { ok: true; rows: ZoomRow[]; unread: number } | Refusal {
  const found = tableIn(textOf(bytes));
  if ('code' in found) return found;
  const lines = found.rows.filter((row) => row[found.columns.name]?.trim());
  if (lines.length > LIMITS.stays) return refuse('request/too-large');
  const { name, email, join, leave, waiting } = found.columns;
  const isWaiting = (row: string[]): boolean =>
    waiting >= 0 && /^(yes|oui|s[ií]|true)$/i.test((row[waiting] ?? '').trim());
  const inside = lines.filter((row) => !isWaiting(row));
  const times = readTimes(
    inside.map((row) => [row[join] ?? '', row[leave] ?? '']),
    zone,
    session,
  );
  const rows = inside.flatMap((row, at): ZoomRow[] => {
    const [from, to] = times[at] ?? [];
    if (!from || !to || from >= to) return [];
    return [{ ...namesIn(row[name] ?? ''), email: (row[email] ?? '').trim().toLowerCase(), from, to }];
  });
  if (rows.length === 0) return refuse('attendance/no-rows');
  return { ok: true, rows, unread: inside.length - rows.length };
}

/** Spreadsheets save in their system's own encoding; Zoom itself writes UTF-8. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Columns = Record<'name' | 'email' | 'join' | 'leave' | 'waiting', number>;

function tableIn(text: string): { columns: Columns; rows: string[][] } | Refusal {
  let isWithoutTimes = false;
  for (const delimiter of [',', ';', '\t']) {
    const rows = rowsOf(text, delimiter);
    const at = rows.findIndex((row) => {
      const { name, email, join, leave } = columnsOf(row);
      isWithoutTimes ||= name >= 0 && email >= 0 && name !== email && join < 0 && leave < 0;
      // Of another delimiter, a whole line is one cell and every heading in it.
      return name >= 0 && join >= 0 && leave >= 0 && new Set([name, join, leave]).size === 3;
    });
    if (at >= 0) return { columns: columnsOf(rows[at] ?? []), rows: rows.slice(at + 1) };
  }
  return refuse(isWithoutTimes ? 'attendance/no-times' : 'attendance/not-report');
}

function rowsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  } catch {
    // Not of this delimiter.
    return [];
  }
}

const HEADINGS: Record<keyof Columns, RegExp> = {
  name: /^(name|username|participant(e|name)?|nom|nomd?utilisateur|nomduparticipant|nombre|nombredeusuario)(\(|original|$)/,
  email: /email|courriel|correo|^mail/,
  join: /join|arrivee|^connexion|entree|unirse|union|ingreso|entrada|incorporacion/,
  leave: /leave|depart|sortie|deconnexion|salida|salir|abandono/,
  waiting: /waitingroom|salledattente|saladeespera/,
};

function columnsOf(row: string[]): Columns {
  const headings = row.map((cell) =>
    cell
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z(]/g, ''),
  );
  const of = (key: keyof Columns): number => headings.findIndex((heading) => HEADINGS[key].test(heading));
  return {
    name: of('name'),
    email: of('email'),
    join: of('join'),
    leave: of('leave'),
    waiting: of('waiting'),
  };
}

/** "Dulce (Dulce Ferreira)": whom the account calls otherwise. */
function namesIn(cell: string): { name: string; originalName: string } {
  const whole = cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const [, name = whole, originalName = ''] = /^(.+?) ?\(([^()]+)\)$/u.exec(whole) ?? [];
  return { name, originalName };
}
