import type Database from 'better-sqlite3';

import {
  type Checked,
  type CheckpointRow,
  type EventRow,
  isIntactCheckpoint,
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
  const checkpoints = db.prepare<[string], Checked<CheckpointRow>>(
    `select canvas_id as canvasId, seq, format, bytes, checksum
     from canvas_checkpoints where canvas_id = ? order by seq`,
  );
  const updates = db.prepare<[string, number], Checked<UpdateRow>>(
    `select canvas_id as canvasId, seq, "by", at, format, bytes, checksum
     from canvas_updates where canvas_id = ? and seq > ? order by seq`,
  );
  const incarnation = db.prepare<[string], number>('select incarnation from canvases where id = ?').pluck();
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
      readCanvas({
        checkpoints: () => checkpoints.iterate(canvasId),
        updates: (after) => updates.iterate(canvasId, after),
        owners: () => owners.iterate(canvasId),
        incarnation: () => incarnation.get(canvasId) ?? 1,
      }),
    canvasUpdates(canvasId, upTo) {
      const rows: UpdateRow[] = [];
      for (const row of updates.iterate(canvasId, 0)) {
        if (row.seq > upTo) break;
        if (row.seq !== rows.length + 1 || !isIntactUpdate(row))
          throw new StorageDamaged(`Update ${rows.length + 1} of canvas ${canvasId} is damaged.`);
        rows.push(row);
      }
      return rows.map(({ bytes, by, at }) => ({ bytes, by, at }));
    },
    canvasIds: (sessionId) => canvasIds.all(sessionId),
  };
}

function intactEvent(row: Checked<EventRow>): EncodedEvent {
  if (!isIntactEvent(row))
    throw new StorageDamaged(`Event ${row.seq} of session ${row.sessionId} is damaged.`);
  return { seq: row.seq, at: row.at, by: row.by, payload: row.payload };
}

type CanvasRows = {
  checkpoints: () => Iterable<Checked<CheckpointRow>>;
  updates: (after: number) => Iterable<Checked<UpdateRow>>;
  owners: () => Iterable<Checked<OwnerRow & Owner>>;
  incarnation: () => number;
};

function readCanvas(rows: CanvasRows): PackedCanvas {
  const checkpoints = readCheckpoints(rows);
  let count = checkpoints.at(-1)?.seq ?? 0;
  const updates: UpdateRow[] = [];
  const owners: Owner[] = [];
  const damaged = (): PackedCanvas => ({ ok: false, code: 'canvas/damaged', goodUpdates: count });
  // Row by row, so that also where the file itself is broken it is known how far the canvas is good.
  try {
    for (const row of rows.updates(count)) {
      if (row.seq !== count + 1 || !isIntactUpdate(row)) return damaged();
      count += 1;
      updates.push(row);
    }
    for (const row of rows.owners()) {
      if (!isIntactOwner(row)) return damaged();
      owners.push({ kind: row.kind, key: row.key, person: row.person });
    }
    return packCanvas({
      ok: true,
      checkpoints: checkpoints.map(({ bytes }) => bytes),
      updates,
      count,
      owners,
      incarnation: rows.incarnation(),
    });
  } catch (error) {
    if (isDamage(error)) return damaged();
    throw error;
  }
}

/** Those before the first damaged one. The log has it all: a checkpoint that is lost costs time only. */
function readCheckpoints(rows: CanvasRows): CheckpointRow[] {
  const intact: CheckpointRow[] = [];
  try {
    for (const row of rows.checkpoints()) {
      if (!isIntactCheckpoint(row)) break;
      intact.push(row);
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return intact;
}
