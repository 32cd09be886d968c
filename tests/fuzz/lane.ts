import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * One person's way to the server: a TCP proxy that can be slow, stand still or break. Bytes of one connection keep their
 * order, as TCP has it; those of different people overtake each other.
 */
export class Lane {
  url = '';
  /** Added to each piece on its way, asked anew each time. */
  delayMs: () => number = () => 0;
  #target: URL;
  #server: Server;
  #pairs = new Set<[Flow, Flow]>();
  #isBroken = false;
  #isStopped = false;
  #waiting = new Set<() => void>();
  #clients = new Set<Socket>();

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  static async to(target: string): Promise<Lane> {
    const lane = new Lane(target);
    await new Promise<void>((resolve) => lane.#server.listen(0, '127.0.0.1', resolve));
    lane.url = `http://127.0.0.1:${(lane.#server.address() as AddressInfo).port}`;
    return lane;
  }

  /** The network goes away: what is under way is lost, new connections wait. */
  break(): void {
    this.#isBroken = true;
    for (const [up] of this.#pairs) up.cut();
  }

  mend(): void {
    this.#isBroken = false;
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }

  /** Both ends stay open and nothing moves, as when a device sleeps or a process is stopped. */
  stop(): void {
    this.#isStopped = true;
    for (const pair of this.#pairs) for (const flow of pair) flow.stop();
  }

  wake(): void {
    this.#isStopped = false;
    for (const pair of this.#pairs) for (const flow of pair) flow.go();
  }

  get isOpen(): boolean {
    return !this.#isBroken && !this.#isStopped;
  }

  async close(): Promise<void> {
    this.break();
    for (const client of this.#clients) client.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.#clients.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => this.#clients.delete(client));
    const go = (): void => this.#connect(client);
    if (this.#isBroken) this.#waiting.add(go);
    else go();
  }

  /** Where nobody listens, as while a server restarts, it tries until the client has had enough. */
  #connect(client: Socket): void {
    if (client.destroyed) return;
    const { hostname, port } = this.#target;
    const server = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
    const again = (): void => void setTimeout(() => this.#connect(client), 50);
    server.once('error', again);
    server.once('connect', () => {
      server.off('error', again);
      server.on('error', () => server.destroy());
      const delay = (): number => this.delayMs();
      const pair: [Flow, Flow] = [new Flow(client, server, delay), new Flow(server, client, delay)];
      this.#pairs.add(pair);
      if (this.#isBroken) pair[0].cut();
      if (this.#isStopped) for (const flow of pair) flow.stop();
      client.once('close', () => this.#pairs.delete(pair));
    });
  }
}

/** One direction of one connection. */
class Flow {
  #from: Socket;
  #to: Socket;
  #delay: () => number;
  /** In order; `null` ends it. */
  #queue: { piece: Buffer | null; due: number }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(from: Socket, to: Socket, delay: () => number) {
    this.#from = from;
    this.#to = to;
    this.#delay = delay;
    from.on('data', (piece) => this.#take(piece));
    from.on('end', () => this.#take(null));
    from.on('close', (hadError) => hadError && to.destroy());
  }

  stop(): void {
    this.#isStopped = true;
    this.#from.pause();
  }

  go(): void {
    this.#isStopped = false;
    this.#from.resume();
    this.#pass();
  }

  cut(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#isStopped = true;
    this.#from.destroy();
    this.#to.destroy();
  }

  #take(piece: Buffer | null): void {
    const due = Math.max(this.#queue.at(-1)?.due ?? 0, performance.now() + this.#delay());
    this.#queue.push({ piece, due });
    this.#pass();
  }

  #pass(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    while (!this.#isStopped && this.#queue[0]) {
      const rest = this.#queue[0].due - performance.now();
      if (rest > 0.5) {
        this.#timer = setTimeout(() => this.#pass(), rest);
        return;
      }
      const { piece } = this.#queue.shift() as { piece: Buffer | null };
      if (piece === null) this.#to.end();
      else if (!this.#to.destroyed) this.#to.write(piece);
    }
  }
}
