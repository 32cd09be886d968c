import { parentPort, workerData } from 'node:worker_threads';
import type { CrowdOrder } from '#shared/protocol/rehearsal.ts';
import { Crowd } from './crowd.ts';

/** The thread in which a crowd lives; ending it ends them all. */
if (!parentPort) throw new Error('crowd-worker.ts runs as a worker thread only');
const { speed, ...order } = workerData as CrowdOrder;
await new Crowd({ ...order, pace: { speed, random: Math.random } }).play();
