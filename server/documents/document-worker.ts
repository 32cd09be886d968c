import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { synthesise, type Synthesis, type SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { written, type Order, type WrittenDocument } from './documents.ts';

/** The thread that writes files and is gone, so that a long one stops no room and its memory goes with it. */
if (!parentPort) throw new Error('document-worker.ts runs as a worker thread only');
// Rooms come first where processors are few. On Linux this is of the thread alone, elsewhere it would be of the whole server.
if (process.platform === 'linux') setPriority(5);
const syntheses = new Map<SynthesisInput, Synthesis>();
const synthesisOf = (input: SynthesisInput): Synthesis => {
  const known = syntheses.get(input) ?? synthesise(input);
  syntheses.set(input, known);
  return known;
};
const documents: WrittenDocument[] = [];
for (const order of workerData as Order[]) documents.push(await written(order, synthesisOf(order.input)));
parentPort.postMessage(documents);
