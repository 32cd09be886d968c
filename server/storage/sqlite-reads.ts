import type Database from 'better-sqlite3';

import {
  type Checked,
  type EventRow,
  isIntactEvent,
  isIntactOwner,
  isIntactUpdate,
  type OwnerRow,
  type UpdateRow,
} from './checksums.ts';
import { isDamage } from './failures.ts';
import { type EncodedEvent, type PackedCanvas, packCanvas, type Reads } from './sqlite-protocol.ts';
import {
  type KeyRecord,
  type Owner,
  type SeatRecord,
  type SessionRecord,
  StorageDamaged,
} from './storage.ts';

export function prepareReads(db: Database.Database): Reads {
  const sessionColumns = 'id, join_code as joinCode, scenario, created_at as createdAt';
  const session = db.prepare<[string], SessionRecord>(`select ${sessionColumns} from sessions where id = ?`);
  const sessionByCode = db.prepare<[string], SessionRecord>(
    `select ${sessionColumns} from sessions where join_code = ?`,
  );
  const eventColumns = 'session_id as sessionId, seq, at, "by", command_id as commandId, payload, checksum';
  const events = db.prepare<[string, number], Checked<EventRow>>(
    `select ${eventColumns} from events where session_id = ? and seq > ? order by seq`,
  );
  const eventsOfCommand = db.prepare<[string, string, string], Checked<EventRow>>(
    `select ${eventColumns} from events where session_id = ? and "by" = ? and command_id = ? order by seq`,
  );
  const seats = db.prepare<[string], SeatRecord>(
    `select session_id as sessionId, id, name, email, organisation, created_at as createdAt
     from seats where session_id = ? order by created_at, id`,
  );
  const key = db.prepare<[string], KeyRecord>(
    'select hash, session_id as sessionId, seat_id as seatId, role from keys where hash = ?',
  );
  const updates = db.prepare<[string], Checked<UpdateRow>>(
    `select canvas_id as canvasId, seq, "by", at, format, bytes, checksum
     from canvas_updates where canvas_id = ? order by seq`,
  );
  const owners = db.prepare<[string], Checked<OwnerRow & Owner>>(
    'select canvas_id as canvasId, kind, key, person, checksum from canvas_owners where canvas_id = ?',
  );
  const canvasIds = db
    .prepare<[string], string>('select id from canvases where session_id = ? order by id')
    .pluck();

  return {
    session: (id) => session.get(id) ?? null,
    sessionByCode: (joinCode) => sessionByCode.get(joinCode) ?? null,
    events(sessionId, after) {
      const rows = events.all(sessionId, after);
      const gap = rows.findIndex((row, index) => row.seq !== after + 1 + index);
      if (gap >= 0) throw new StorageDamaged(`Event ${after + 1 + gap} of session ${sessionId} is missing.`);
      return rows.map(intactEvent);
    },
    eventsOfCommand(sessionId, by, commandId) {
      const rows = eventsOfCommand.all(sessionId, by, commandId);
      return rows.length > 0 ? rows.map(intactEvent) : null;
    },
    seats: (sessionId) => seats.all(sessionId),
    key: (hash) => key.get(hash) ?? null,
    canvas: (canvasId) =>
      readCanvas(
        () => updates.iterate(canvasId),
        () => owners.iterate(canvasId),
      ),
    canvasIds: (sessionId) => canvasIds.all(sessionId),
  };
}

function intactEvent(row: Checked<EventRow>): EncodedEvent {
  if (!isIntactEvent(row))
    throw new StorageDamaged(`Event ${row.seq} of session ${row.sessionId} is damaged.`);
  return { seq: row.seq, at: row.at, by: row.by, payload: row.payload };
}

/** Row by row, so that also where the file itself is broken it is known how far the canvas is good. */
function readCanvas(
  updateRows: () => Iterable<Checked<UpdateRow>>,
  ownerRows: () => Iterable<Checked<OwnerRow & Owner>>,
): PackedCanvas {
  const updates: UpdateRow[] = [];
  const owners: Owner[] = [];
  const damaged = (): PackedCanvas => ({ ok: false, code: 'canvas/damaged', goodUpdates: updates.length });
  try {
    for (const row of updateRows()) {
      const isNext = row.seq === updates.length + 1;
      if (!isNext || !isIntactUpdate(row)) return damaged();
      updates.push(row);
    }
    for (const row of ownerRows()) {
      if (!isIntactOwner(row)) return damaged();
      owners.push({ kind: row.kind, key: row.key, person: row.person });
    }
    return packCanvas(updates, owners);
  } catch (error) {
    if (isDamage(error)) return damaged();
    throw error;
  }
}
