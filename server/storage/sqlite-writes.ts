import type Database from 'better-sqlite3';

import {
  CANVAS_FORMAT,
  checkpointChecksum,
  type Checked,
  eventChecksum,
  isIntactOwner,
  ownerChecksum,
  type OwnerRow,
  updateChecksum,
} from './checksums.ts';
import { isUnavailable, toFailure } from './failures.ts';
import { cut, type BatchResult, type EncodedWrite } from './sqlite-protocol.ts';
import { BUSY_TIMEOUT_MS } from './sqlite-open.ts';
import { StorageConflict } from './storage.ts';

type WriteOf<T extends EncodedWrite['type']> = Extract<EncodedWrite, { type: T }>;

/** @returns a function that commits a batch; when it returns, the batch is on disk. */
export function prepareBatches(db: Database.Database): (calls: EncodedWrite[][]) => BatchResult {
  const apply = prepareWrites(db);
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');
  const savepoint = db.prepare('savepoint call');
  const release = db.prepare('release call');
  const rollbackCall = db.prepare('rollback to call');

  function runCall(writes: EncodedWrite[]): BatchResult[number] {
    savepoint.run();
    try {
      writes.forEach(apply);
      release.run();
      return null;
    } catch (error) {
      // A full disk may have ended the whole transaction, and will not let the neighbours through either.
      if (!db.inTransaction || isUnavailable(error)) throw error;
      rollbackCall.run();
      release.run();
      return toFailure(error);
    }
  }

  let isErasing = false;

  /** What was erased must not live on in the write-ahead log; while a backup reads, it is tried again later. */
  function clearLog(): void {
    db.pragma('busy_timeout = 0');
    try {
      const [result] = db.pragma('wal_checkpoint(truncate)') as { busy: number }[];
      isErasing = result?.busy !== 0;
    } catch (error) {
      // The batch itself is on disk already and must not be reported as lost.
      if (!isUnavailable(error)) throw error;
    } finally {
      db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }

  function commitBatch(calls: EncodedWrite[][]): BatchResult {
    begin.run();
    try {
      const result = calls.map(runCall);
      commit.run();
      return result;
    } catch (error) {
      if (db.inTransaction) rollback.run();
      throw error;
    }
  }

  return (calls) => {
    const result = commitBatch(calls);
    isErasing ||= calls.flat().some((write) => write.type === 'seat.erased');
    if (isErasing) clearLog();
    return result;
  };
}

function prepareWrites(db: Database.Database): (write: EncodedWrite) => void {
  const insertSession = db.prepare(
    `insert into sessions (id, join_code, scenario, created_at) values (:id, :joinCode, :scenario, :createdAt)
     on conflict do nothing`,
  );
  const lastEvent = db
    .prepare<[string], number>('select coalesce(max(seq), 0) from events where session_id = ?')
    .pluck();
  const insertEvent = db.prepare(
    `insert into events (session_id, seq, at, "by", command_id, payload, checksum)
     values (:sessionId, :seq, :at, :by, :commandId, :payload, :checksum)`,
  );
  const saveSeat = db.prepare(
    `insert or replace into seats (session_id, id, name, email, organisation, created_at)
     values (:sessionId, :id, :name, :email, :organisation, :createdAt)`,
  );
  const eraseSeat = db.prepare('delete from seats where session_id = ? and id = ?');
  const saveKey = db.prepare(
    'insert or replace into keys (hash, session_id, seat_id, role) values (:hash, :sessionId, :seatId, :role)',
  );
  const eraseKeys = db.prepare('delete from keys where session_id = ? and seat_id = ?');
  const lastUpdate = db
    .prepare<[string], number>('select coalesce(max(seq), 0) from canvas_updates where canvas_id = ?')
    .pluck();
  const insertCanvas = db.prepare(
    'insert into canvases (id, session_id) values (?, ?) on conflict do nothing',
  );
  const insertUpdate = db.prepare(
    `insert into canvas_updates (canvas_id, seq, "by", at, format, bytes, checksum)
     values (:canvasId, :seq, :by, :at, :format, :bytes, :checksum)`,
  );
  const insertOwner = db.prepare(
    `insert into canvas_owners (canvas_id, kind, key, person, checksum)
     values (:canvasId, :kind, :key, :person, :checksum) on conflict do nothing`,
  );

  const insertCheckpoint = db.prepare(
    `insert or replace into canvas_checkpoints (canvas_id, seq, format, bytes, checksum)
     values (:canvasId, :seq, :format, :bytes, :checksum)`,
  );
  const incarnation = db.prepare<[string], number>('select incarnation from canvases where id = ?').pluck();
  const setIncarnation = db.prepare('update canvases set incarnation = ? where id = ?');
  const putAsideUpdates = db.prepare(
    'update canvas_updates set canvas_id = :aside where canvas_id = :canvasId and seq > :goodUpdates',
  );
  const dropCheckpoints = db.prepare(
    'delete from canvas_checkpoints where canvas_id = :canvasId and seq > :goodUpdates',
  );
  const owners = db.prepare<[string], Checked<OwnerRow>>(
    'select canvas_id as canvasId, kind, key, person, checksum from canvas_owners where canvas_id = ?',
  );
  const dropOwner = db.prepare(
    'delete from canvas_owners where canvas_id = :canvasId and kind = :kind and key = :key',
  );

  function appendEvents({ sessionId, after, events, commandId }: WriteOf<'events.appended'>): void {
    const last = lastEvent.get(sessionId) ?? 0;
    if (last !== after) {
      throw new StorageConflict(`The log of session ${sessionId} ends at ${last}, not at ${after}.`);
    }
    for (const [index, event] of events.entries()) {
      if (event.seq !== after + 1 + index) {
        throw new StorageConflict(
          `Event ${event.seq} does not follow event ${after + index} of session ${sessionId}.`,
        );
      }
      const row = { sessionId, commandId, ...event };
      insertEvent.run({ ...row, checksum: eventChecksum(row) });
    }
  }

  function updateCanvas(write: WriteOf<'canvas.updated'>): void {
    const { canvasId, sessionId, bytes, updates, owners } = write;
    let seq = lastUpdate.get(canvasId) ?? 0;
    if (seq === 0 && updates.length > 0) insertCanvas.run(canvasId, sessionId);
    for (const { by, at, bytes: own } of cut(bytes, updates)) {
      seq += 1;
      const row = { canvasId, seq, format: CANVAS_FORMAT, by, at, bytes: own };
      insertUpdate.run({ ...row, checksum: updateChecksum(row) });
    }
    for (const owner of owners) {
      const row = { canvasId, ...owner };
      insertOwner.run({ ...row, checksum: ownerChecksum(row) });
    }
  }

  function checkpointCanvas({ canvasId, after, bytes }: WriteOf<'canvas.checkpointed'>): void {
    const row = { canvasId, seq: after, format: CANVAS_FORMAT, bytes };
    insertCheckpoint.run({ ...row, checksum: checkpointChecksum(row) });
  }

  /** Nothing is thrown away: what follows the good part is kept under a name of its own. */
  function repairCanvas({ canvasId, goodUpdates }: WriteOf<'canvas.repaired'>): void {
    const life = incarnation.get(canvasId) ?? 1;
    putAsideUpdates.run({ canvasId, goodUpdates, aside: `${canvasId}~${life}` });
    dropCheckpoints.run({ canvasId, goodUpdates });
    const damaged = owners.all(canvasId).filter((row) => !isIntactOwner(row));
    for (const { kind, key } of damaged) dropOwner.run({ canvasId, kind, key });
    setIncarnation.run(life + 1, canvasId);
  }

  return (write) => {
    switch (write.type) {
      case 'session.created':
        if (insertSession.run(write.session).changes === 0) {
          throw new StorageConflict(`The id or the join code of session ${write.session.id} is taken.`);
        }
        return;
      case 'events.appended':
        return appendEvents(write);
      case 'seat.saved':
        saveSeat.run(write.seat);
        return;
      case 'seat.erased':
        eraseSeat.run(write.sessionId, write.seatId);
        eraseKeys.run(write.sessionId, write.seatId);
        return;
      case 'key.saved':
        saveKey.run(write.key);
        return;
      case 'keys.withdrawn':
        eraseKeys.run(write.sessionId, write.seatId);
        return;
      case 'canvas.updated':
        return updateCanvas(write);
      case 'canvas.checkpointed':
        return checkpointCanvas(write);
      case 'canvas.repaired':
        return repairCanvas(write);
      default:
        throw new TypeError(`Unknown write ${JSON.stringify(write satisfies never)}`);
    }
  };
}
