import { createHash } from 'node:crypto';

/**
 * The format that canvas records are written in: 1 is a Yjs update in V1 encoding. A record in a format that this
 * release does not know counts as damaged: guessing at its bytes could load something else than was written.
 */
export const CANVAS_FORMAT = 1;

const CHECKSUM_BYTES = 8;

export type EventRow = {
  sessionId: string;
  seq: number;
  at: string;
  by: string;
  commandId: string | null;
  payload: string;
};
export type UpdateRow = {
  canvasId: string;
  seq: number;
  by: string;
  at: number;
  format: number;
  bytes: Uint8Array;
};
export type CheckpointRow = { canvasId: string; seq: number; format: number; bytes: Uint8Array };
export type OwnerRow = { canvasId: string; kind: string; key: string; person: string };
export type Checked<Row> = Row & { checksum: Uint8Array };

export function eventChecksum(row: EventRow): Buffer {
  return checksum([row.sessionId, row.seq, row.at, row.by, row.commandId], row.payload);
}

export function updateChecksum(row: UpdateRow): Buffer {
  return checksum([row.format, row.canvasId, row.seq, row.by, row.at], row.bytes);
}

export function checkpointChecksum(row: CheckpointRow): Buffer {
  return checksum(['checkpoint', row.format, row.canvasId, row.seq], row.bytes);
}

export function ownerChecksum(row: OwnerRow): Buffer {
  return checksum([row.canvasId, row.kind, row.key, row.person], '');
}

export function isIntactEvent(row: Checked<EventRow>): boolean {
  return typeof row.payload === 'string' && isSame(eventChecksum(row), row.checksum);
}

export function isIntactUpdate(row: Checked<UpdateRow>): boolean {
  return (
    row.format === CANVAS_FORMAT &&
    row.bytes instanceof Uint8Array &&
    isSame(updateChecksum(row), row.checksum)
  );
}

export function isIntactCheckpoint(row: Checked<CheckpointRow>): boolean {
  return (
    row.format === CANVAS_FORMAT &&
    row.bytes instanceof Uint8Array &&
    isSame(checkpointChecksum(row), row.checksum)
  );
}

export function isIntactOwner(row: Checked<OwnerRow>): boolean {
  return isSame(ownerChecksum(row), row.checksum);
}

/** The ids are part of it, so that a record that has strayed to another place is found out too. */
function checksum(ids: (string | number | null)[], content: string | Uint8Array): Buffer {
  const hash = createHash('sha256').update(JSON.stringify(ids)).update(content);
  return hash.digest().subarray(0, CHECKSUM_BYTES);
}

/** What a damaged file gives back need not have the type that the column promises. */
function isSame(expected: Buffer, stored: unknown): boolean {
  return stored instanceof Uint8Array && expected.equals(stored);
}
