import { parentPort, workerData } from 'node:worker_threads';
import type { SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { synthesisDocument, type DocumentFormat, type WrittenDocument } from './documents.ts';

export type Order = { format: DocumentFormat; input: SynthesisInput };

/** The thread that writes one file and is gone, so that a long one stops no room and its memory goes with it. */
if (!parentPort) throw new Error('document-worker.ts runs as a worker thread only');
parentPort.postMessage(await written(workerData as Order));

function written({ format, input }: Order): Promise<WrittenDocument> {
  return synthesisDocument(format, synthesise(input), input.language);
}
