import { type MessagePort, parentPort, workerData } from 'node:worker_threads';

import { toFailure } from './failures.ts';
import { type OpenDatabase, openDatabase } from './sqlite-open.ts';
import { OPENING, type Reads, type Reply, type Request } from './sqlite-protocol.ts';
import { prepareReads } from './sqlite-reads.ts';
import { prepareBatches } from './sqlite-writes.ts';

/** The thread that holds the database, so that a slow disk never stops a room. It answers one request after another. */
if (!parentPort) throw new Error('sqlite-worker.ts runs as a worker thread only');
run(parentPort, (workerData as { dataDir: string }).dataDir);

function run(port: MessagePort, dataDir: string): void {
  try {
    serve(port, openDatabase(dataDir));
    send(port, { id: OPENING, ok: true, value: null });
  } catch (error) {
    send(port, { id: OPENING, ok: false, failure: toFailure(error) });
  }
}

function serve(port: MessagePort, { db, close }: OpenDatabase): void {
  const runBatch = prepareBatches(db);
  const reads = prepareReads(db);

  function answer(request: Request): unknown {
    switch (request.type) {
      case 'batch':
        return runBatch(request.calls);
      case 'read':
        return (reads[request.name] as (...args: unknown[]) => ReturnType<Reads[keyof Reads]>)(
          ...request.args,
        );
      case 'close':
        close();
        return null;
      default:
        throw new TypeError(`Unknown request ${JSON.stringify(request satisfies never)}`);
    }
  }

  port.on('message', (request: Request) => {
    try {
      send(port, { id: request.id, ok: true, value: answer(request) });
    } catch (error) {
      // Stuck in a transaction that cannot be rolled back: only a new connection helps, and the server starts one.
      if (db.open && db.inTransaction) throw error;
      send(port, { id: request.id, ok: false, failure: toFailure(error) });
    }
  });
}

function send(port: MessagePort, reply: Reply): void {
  port.postMessage(reply, transferable(reply));
}

function transferable(reply: Reply): ArrayBuffer[] {
  const value = reply.ok ? reply.value : null;
  const isCanvas =
    typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
  return isCanvas ? [(value.bytes as Uint8Array<ArrayBuffer>).buffer] : [];
}
