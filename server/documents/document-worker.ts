import { parentPort, workerData } from 'node:worker_threads';
import type { SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { synthesisDocument, type DocumentFormat, type WrittenDocument } from './documents.ts';

export type Order = { format: DocumentFormat; input: SynthesisInput };

/** The thread that writes files and is gone, so that a long one stops no room and its memory goes with it. */
if (!parentPort) throw new Error('document-worker.ts runs as a worker thread only');
const documents: WrittenDocument[] = [];
for (const { format, input } of workerData as Order[])
  documents.push(await synthesisDocument(format, synthesise(input), input.language));
parentPort.postMessage(documents);
