import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts the thread whose file lies beside `from`, in TypeScript or bundled; the name is not written in one piece, so that
 * bundlers let it be.
 */
export function startThread(from: string, file: string, options: WorkerOptions): Worker {
  const isSource = from.endsWith('.ts');
  return new Worker(new URL(`./${file}.${isSource ? 'ts' : 'js'}`, from), {
    ...options,
    execArgv: isSource ? ['--import', typescriptLoader()] : [],
  });
}

/** `--import tsx` alone does nothing in a worker thread; the call does. */
function typescriptLoader(): string {
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${tsx}; register();`)}`;
}
