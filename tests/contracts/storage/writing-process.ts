import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of its own that writes without end and says what was acknowledged; see `writing-forever.ts`. */
export class WritingProcess {
  /** How many writes of each writer were acknowledged, the earlier processes' included. */
  readonly acknowledged = new Map<string, number>();
  #child: ChildProcess;
  #ended: Promise<void>;
  #errors = '';
  #unfinishedLine = '';
  #lines = 0;
  #onLine: (() => void) | null = null;

  constructor(dataDir: string) {
    const script = fileURLToPath(new URL('./writing-forever.ts', import.meta.url));
    this.#child = spawn(process.execPath, ['--import', 'tsx', script, dataDir]);
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    this.#ended = new Promise((resolve) => this.#child.on('close', () => resolve()));
  }

  /** Resolves when this many more writes have been acknowledged. */
  async acknowledges(count: number): Promise<void> {
    const enough = this.#lines + count;
    const counted = new Promise<void>((resolve) => {
      this.#onLine = () => {
        if (this.#lines >= enough) resolve();
      };
    });
    const ended = this.#ended.then(() => {
      throw new Error(`The writing process ended: ${this.#errors}`);
    });
    await Promise.race([counted, ended]);
  }

  /** kill -9; resolves when the last word it managed to say has been read. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #read(text: string): void {
    const lines = (this.#unfinishedLine + text).split('\n');
    this.#unfinishedLine = lines.pop() ?? '';
    for (const line of lines) {
      const [writer = '', count = ''] = line.split(' ');
      this.acknowledged.set(writer, Number(count));
      this.#lines += 1;
    }
    this.#onLine?.();
  }
}
