import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

/** A folder of its own for one test's data, and what removes it. */
export function temporaryDir(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'minga-test-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

const BUILT = 'dist/server/main.js';

/** The product as an operator starts it: a process of its own, which can be killed in the middle of anything. */
export class ServerProcess {
  url = '';
  ownerKey = '';
  output = '';
  #child: ChildProcess | null = null;
  #environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<this> {
    this.output = '';
    if (!existsSync(BUILT)) throw new Error('The server is not built: run `npm run build` first.');
    const child = spawn(process.execPath, ['--enable-source-maps', BUILT], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.on('data', (data: Buffer) => (this.output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (this.output += data.toString()));
    await until(
      'the server to start',
      () => {
        if (child.exitCode !== null) throw new Error(`The server ended at once:\n${this.output}`);
        return /Owner key +(\S+)/.test(this.output);
      },
      30_000,
    );
    this.url = /Join one +(\S+)/.exec(this.output)?.[1] ?? '';
    this.ownerKey = /Owner key +(\S+)/.exec(this.output)?.[1] ?? '';
    // Comes back on the same port, as a restarted server does.
    this.#environment = { ...this.#environment, PORT: new URL(this.url).port };
    return this;
  }

  /** The exit code, once it has ended. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    await until('the server to end', () => child.exitCode !== null || child.signalCode !== null, 20_000);
    return child.exitCode;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child?.kill(signal);
    await this.ended();
  }
}
