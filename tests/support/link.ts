import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `delayMs`: each way. Rates in kbit/s, shared by all connections. `handshakes`: round trips before the first byte. */
export type LinkTraits = {
  delayMs: number;
  downKbit?: number;
  upKbit?: number;
  loss?: number;
  handshakes?: number;
};

const SEGMENT_BYTES = 1400;

/**
 * A link to `target` as a person far away has it; `passed` counts its bytes, both ways. It is TCP that is modelled: everything
 * of one connection comes, in order; a lost segment comes one and a half round trips later and holds up what is behind it.
 */
export async function startLink(target: string, traits: LinkTraits) {
  const { delayMs, downKbit = Infinity, upKbit = Infinity, loss = 0, handshakes = 0 } = traits;
  const { hostname, port } = new URL(target);
  const ends = new Set<Socket>();
  const [down, up] = [new Line(downKbit), new Line(upKbit)];
  let passed = 0;
  const link = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pass = (from: Socket, to: Socket, line: Line, openAt: number): void => {
      ends.add(from);
      const flow = new Flow(to, openAt, () => delayMs + (Math.random() < loss ? 3 * delayMs : 0));
      from.on('data', (bytes: Buffer) => {
        passed += bytes.length;
        for (let at = 0; at < bytes.length; at += SEGMENT_BYTES)
          line.send(flow, bytes.subarray(at, at + SEGMENT_BYTES));
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        ends.delete(from);
        line.send(flow, null);
      });
    };
    pass(near, far, up, performance.now() + handshakes * 2 * delayMs);
    pass(far, near, down, 0);
  });
  await new Promise<void>((resolve) => link.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(link.address() as AddressInfo).port}`,
    passed: () => passed,
    close: async () => {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => link.close(resolve));
    },
  };
}

/** What all connections share in one direction: takes a segment of each in turn. */
class Line {
  #kbit: number;
  #freeAt = 0;
  #waiting: { flow: Flow; segments: (Buffer | null)[] }[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(kbit: number) {
    this.#kbit = kbit;
  }

  /** `null`: the end. */
  send(flow: Flow, segment: Buffer | null): void {
    const waiting = this.#waiting.find((one) => one.flow === flow);
    if (waiting) waiting.segments.push(segment);
    else this.#waiting.push({ flow, segments: [segment] });
    if (!this.#timer) this.#serve();
  }

  #serve(): void {
    this.#timer = null;
    for (let now = performance.now(); this.#waiting[0]; now = performance.now()) {
      if (this.#freeAt > now) {
        this.#timer = setTimeout(() => this.#serve(), this.#freeAt - now);
        return;
      }
      const next = this.#waiting.shift()!;
      const segment = next.segments.shift() ?? null;
      this.#freeAt = Math.max(now - 5, this.#freeAt) + ((segment?.length ?? 0) * 8) / this.#kbit;
      next.flow.take(segment, this.#freeAt);
      if (next.segments.length > 0) this.#waiting.push(next);
    }
  }
}

/** One direction of one connection. */
class Flow {
  #to: Socket;
  #openAt: number;
  #delay: () => number;
  #underWay: { segment: Buffer | null; due: number }[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(to: Socket, openAt: number, delay: () => number) {
    this.#to = to;
    this.#openAt = openAt;
    this.#delay = delay;
  }

  take(segment: Buffer | null, at: number): void {
    const due = Math.max(this.#underWay.at(-1)?.due ?? 0, Math.max(at, this.#openAt) + this.#delay());
    this.#underWay.push({ segment, due });
    if (!this.#timer) this.#arrive();
  }

  #arrive(): void {
    this.#timer = null;
    for (let next = this.#underWay[0]; next; next = this.#underWay[0]) {
      const rest = next.due - performance.now();
      if (rest > 0.5) {
        this.#timer = setTimeout(() => this.#arrive(), rest);
        return;
      }
      this.#underWay.shift();
      if (next.segment === null) this.#to.destroy();
      else if (!this.#to.destroyed) this.#to.write(next.segment);
    }
  }
}
