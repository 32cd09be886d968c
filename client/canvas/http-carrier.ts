import { Socket } from 'engine.io-client';
import type { Carrier } from './any-network-socket.ts';

/** The address of a canvas, asked again and again by HTTP: see `HttpWire` of the server for what it sends. */
export class HttpCarrier implements Carrier {
  binaryType = 'arraybuffer';
  onopen: Carrier['onopen'] = null;
  onmessage: Carrier['onmessage'] = null;
  onclose: Carrier['onclose'] = null;
  onerror: Carrier['onerror'] = null;
  #socket: Socket;
  #why = { code: 1006, reason: '' };

  constructor({ protocol, host, pathname, searchParams }: URL, protocols: string | string[] = '') {
    const [subprotocol = ''] = [protocols].flat();
    this.#socket = new Socket(`${protocol.replace('ws', 'http')}//${host}`, {
      path: pathname,
      addTrailingSlash: false,
      query: { ...Object.fromEntries(searchParams), protocol: subprotocol },
      transports: ['polling'],
      upgrade: false,
      withCredentials: true,
    });
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.on('open', () => this.onopen?.());
    this.#socket.on('message', (data: ArrayBuffer | string) => {
      if (typeof data !== 'string') return this.onmessage?.({ data });
      const [code = '', reason = ''] = data.split(' ');
      this.#why = { code: Number(code), reason };
    });
    this.#socket.on('close', () => this.onclose?.(this.#why));
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    this.#socket.send(message);
  }

  close(): void {
    this.#socket.close();
  }
}
