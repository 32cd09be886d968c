import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../support/until.ts';

/** Servers run on the first core, the load on the second; unpinned where that cannot be had. */
export const IS_PINNED = process.env['BENCH_PINNED'] === '1';

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

export type Command = {
  args: string[];
  environment?: NodeJS.ProcessEnv;
  /** What it prints once it takes connections; the first group is its address. */
  ready: RegExp;
};

/** A server under test: a process of its own, whose processor time the operating system counts. */
export class ServerProcess {
  readonly url: string;
  #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start({ args, environment, ready }: Command): Promise<ServerProcess> {
    const node = [process.execPath, ...args];
    const [command = '', ...rest] = IS_PINNED ? ['taskset', '-c', '0', ...node] : node;
    const child = spawn(command, rest, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    let output = '';
    // Read on for as long as it runs: a full pipe would stop it.
    const take = (data: Buffer): void => void (output = (output + data.toString()).slice(-20_000));
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const started = (): RegExpExecArray | null => {
      if (child.exitCode !== null) throw new Error(`The server ended at once:\n${output}`);
      return ready.exec(output);
    };
    const found = await until('a server to start', started, 30_000);
    return new ServerProcess(child, found[1] ?? '');
  }

  /** Seconds of processor time since its start, of all its threads. */
  get cpu(): number {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null) throw new Error('The server has ended.');
    return threadSeconds(pid) || processSeconds(pid);
  }

  /** What it holds of the machine's memory once its garbage is collected, in bytes. */
  async memory(): Promise<number> {
    this.#child.kill('SIGUSR2');
    await wait(500);
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  /** Resolves once it has had nothing to do for `quietMs`: stores that write late have written. */
  async idle(quietMs: number): Promise<void> {
    const end = performance.now() + 15_000;
    for (let from = performance.now(), before = this.cpu; performance.now() < end;) {
      await wait(100);
      const now = this.cpu;
      if (now - before > 0.004) from = performance.now();
      before = now;
      if (performance.now() - from > quietMs) return;
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    child.kill('SIGTERM');
    const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
    await until('a server to stop', hasEnded, 8000).catch(() => child.kill('SIGKILL'));
    await until('a server to be killed', hasEnded);
  }
}

/** In nanoseconds where the kernel tells them: a join costs less than the ten milliseconds that `stat` counts in. */
function threadSeconds(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const times = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
    return times.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0) / 1e9;
  } catch {
    return 0;
  }
}

/** `utime` and `stime`, in hundredths of a second on every Linux that Node runs on. */
function processSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
