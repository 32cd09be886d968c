import type { Owner } from '#server/storage/storage.ts';

/** What on a canvas belongs to one person for ever: client ids, and entries whose author they are. */
export class Ownership {
  #clients = new Map<number, string>();
  #counts = new Map<string, number>();
  #authors = new Map<string, string>();
  /** Encoded size of what the canvas has taken in. */
  bytes = 0;

  constructor(stored: Owner[]) {
    for (const { kind, key, person } of stored) {
      if (kind === 'client') this.#addClient(Number(key), person);
      else this.#authors.set(key, person);
    }
  }

  ofClient(client: number): string | undefined {
    return this.#clients.get(client);
  }

  clientCount(person: string): number {
    return this.#counts.get(person) ?? 0;
  }

  /** `path`: `cards/<id>`. */
  authorOf(path: string): string | undefined {
    return this.#authors.get(path);
  }

  /** Takes over what an admitted update brought. */
  add(person: string, clients: number[], entries: string[]): void {
    for (const client of clients) this.#addClient(client, person);
    for (const path of entries) this.#authors.set(path, person);
  }

  /** What has to be stored of it. */
  static records(person: string, clients: number[], entries: string[]): Owner[] {
    return [
      ...clients.map((client): Owner => ({ kind: 'client', key: String(client), person })),
      ...entries.map((key): Owner => ({ kind: 'entry', key, person })),
    ];
  }

  #addClient(client: number, person: string): void {
    if (this.#clients.has(client)) return;
    this.#clients.set(client, person);
    this.#counts.set(person, this.clientCount(person) + 1);
  }
}
