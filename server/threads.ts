import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts the thread whose file lies beside `from`, in TypeScript or bundled; the name is not written in one piece, so that
 * bundlers let it be. `folder`: where its source is, seen from `from`; bundled they all lie together.
 */
export function startThread(from: string, file: string, options: WorkerOptions, folder = '.'): Worker {
  const isSource = from.endsWith('.ts');
  return new Worker(new URL(isSource ? `${folder}/${file}.ts` : `./${file}.js`, from), {
    ...options,
    execArgv: isSource ? ['--import', typescriptLoader()] : [],
  });
}

/** `--import tsx` alone does nothing in a worker thread; the call does. */
function typescriptLoader(): string {
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${tsx}; register();`)}`;
}
