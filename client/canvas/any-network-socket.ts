import { again } from '../app/again.ts';
import { webSockets } from '../session/web-sockets.ts';

/** What the stock provider uses of a WebSocket. */
export type Carrier = {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: Event) => void) | null;
  send: (message: Uint8Array<ArrayBuffer>) => void;
  close: () => void;
};

/** A network that does not answer is given so long before the same is tried by HTTP as well, in ms. */
const PATIENCE_MS = 2000;
/** Where WebSockets have worked, so many that fail in a row mean more than a server that starts anew. */
const FAILURES = 3;
const STATES = { connecting: 0, open: 1, closed: 3 } as const;

/**
 * A WebSocket; where the network refuses those or leaves them without an answer, the same by requests of plain HTTPS (promise
 * 10).
 */
export class AnyNetworkSocket {
  readonly OPEN = STATES.open;
  binaryType = 'arraybuffer';
  onopen: Carrier['onopen'] = null;
  onmessage: Carrier['onmessage'] = null;
  onclose: Carrier['onclose'] = null;
  onerror: Carrier['onerror'] = null;
  readyState: number = STATES.connecting;
  #address: string | URL;
  #protocols: string | string[] | undefined;
  /** Those that may still open; once one has, it alone. */
  #carriers = new Set<Carrier>();
  #http: 'untried' | 'loading' | 'tried' = 'untried';
  #patience: ReturnType<typeof setTimeout>;

  constructor(address: string | URL, protocols?: string | string[]) {
    this.#address = address;
    this.#protocols = protocols;
    const patience = webSockets.areUnanswered ? 0 : PATIENCE_MS;
    this.#patience = setTimeout(() => void this.#tryHttp(), patience);
    this.#try(new WebSocket(address, protocols) as unknown as Carrier, {
      onOpen: () => Object.assign(webSockets, { haveWorked: true, failedInARow: 0, areUnanswered: false }),
      onRefused: () => {
        webSockets.failedInARow += 1;
        if (!webSockets.haveWorked || webSockets.failedInARow >= FAILURES) void this.#tryHttp();
      },
    });
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    if (this.readyState === STATES.open) for (const carrier of this.#carriers) carrier.send(message);
  }

  close(): void {
    clearTimeout(this.#patience);
    this.#http = 'tried';
    for (const carrier of this.#carriers) carrier.close();
  }

  async #tryHttp(): Promise<void> {
    if (this.#http !== 'untried') return;
    this.#http = 'loading';
    // Without network it may not be on this device: then nothing else would have come through.
    const loaded = await again(() => import('./http-carrier.ts'), 1).catch(() => null);
    if (this.#http !== 'loading') return;
    this.#http = 'tried';
    if (loaded) this.#try(new loaded.HttpCarrier(new URL(this.#address), this.#protocols));
    else this.#closeIfNoneIsLeft({ code: 1006, reason: '' });
  }

  #try(carrier: Carrier, { onOpen, onRefused }: { onOpen?: () => void; onRefused?: () => void } = {}): void {
    this.#carriers.add(carrier);
    carrier.binaryType = 'arraybuffer';
    carrier.onopen = () => {
      onOpen?.();
      this.#choose(carrier);
    };
    carrier.onmessage = (event) => this.onmessage?.(event);
    carrier.onclose = (event) => {
      this.#carriers.delete(carrier);
      if (this.readyState === STATES.connecting) onRefused?.();
      this.#closeIfNoneIsLeft(event);
    };
    carrier.onerror = (event) => this.onerror?.(event);
  }

  #choose(carrier: Carrier): void {
    clearTimeout(this.#patience);
    this.#http = 'tried';
    this.readyState = STATES.open;
    for (const other of this.#carriers) {
      if (other === carrier) continue;
      this.#carriers.delete(other);
      Object.assign(other, { onopen: null, onmessage: null, onclose: null, onerror: null });
      other.close();
    }
    this.onopen?.();
  }

  #closeIfNoneIsLeft(event: { code: number; reason: string }): void {
    if (this.#carriers.size > 0 || this.#http === 'loading') return;
    clearTimeout(this.#patience);
    this.readyState = STATES.closed;
    this.onclose?.(event);
  }
}
