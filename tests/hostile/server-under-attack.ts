import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';

/** The product as an operator starts it, with its log; started again where an attack has ended or stopped it. */
export class ServerUnderAttack {
  readonly data = temporaryDir();
  #server: ServerProcess;

  constructor() {
    this.#server = new ServerProcess({ DATA_DIR: this.data.dir, LOG_LEVEL: 'info' });
  }

  async start(): Promise<ServerProcess> {
    return this.#server.start();
  }

  /** A server that answers. */
  async ready(): Promise<ServerProcess> {
    if (await this.isWell()) return this.#server;
    await this.#server.kill();
    return this.#server.start();
  }

  async isWell(): Promise<boolean> {
    try {
      const { ok } = await fetch(`${this.#server.url}/health`, { signal: AbortSignal.timeout(5000) });
      return ok;
    } catch {
      return false;
    }
  }

  async restart(): Promise<ServerProcess> {
    await this.#server.kill('SIGTERM');
    return this.#server.start();
  }

  async stop(): Promise<void> {
    await this.#server.kill();
    await until('the folder to be free', () => true);
    this.data.remove();
  }
}

/** Lines of the log that say that something was refused. */
export const refusalsIn = (log: string): string[] =>
  log.split('\n').filter((line) => line.startsWith('{') && /refused|could not be admitted/.test(line));
