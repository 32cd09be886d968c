import type { CanvasOptions } from '#client/canvas/canvas-connection.ts';
import type { Command } from '#shared/session/commands.ts';
import { request } from '../support/http.ts';
import { socketWithKey } from '#client/rehearsal/node-socket.ts';
import { until } from '../support/until.ts';
import { Chance } from './chance.ts';
import { Lane } from './lane.ts';
import { Ledger } from './ledger.ts';
import { Person, type CanvasPlace } from './person.ts';

/** Long enough for a server to be started several times over, on a machine that is busy. */
export const PATIENCE_MS = 30_000;

/** A running server. */
export type House = {
  url: () => string;
  ownerKey: () => string;
  /** Ends it and starts it again; absent where it shares a process with the tests. */
  restart?: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
};

/** One canvas with the people of its group, in a session of its own. */
export class Stage {
  readonly house: House;
  readonly place: CanvasPlace;
  readonly people: Person[] = [];
  readonly ledger = new Ledger();
  /** Zones under a lock of their own. */
  readonly lockedZones = new Set<string>();
  isLocked = false;
  /** Undos that touched what was not their person’s. */
  readonly strays: string[] = [];
  #joinCode: string;
  #moderatorKey: string;

  private constructor(house: House, place: CanvasPlace, joinCode: string, moderatorKey: string) {
    this.house = house;
    this.place = place;
    this.#joinCode = joinCode;
    this.#moderatorKey = moderatorKey;
  }

  static async set(house: House, seed: number, names: string[]): Promise<Stage> {
    const created = await post(house, '/api/sessions', house.ownerKey(), { scenario: 'tiny' });
    const {
      id: sessionId,
      joinCode,
      keys,
      groups,
    } = created as {
      id: string;
      joinCode: string;
      keys: { moderator: string };
      groups: { id: string; blocks: string[] }[];
    };
    const { id: groupId = '', blocks } = groups[0] ?? {};
    const zones = ['exists', 'actors', 'gaps', 'levers', 'actions'];
    const place = { sessionId, groupId, blockId: blocks?.[0] ?? '', zones };
    const stage = new Stage(house, place, joinCode, keys.moderator);
    await stage.command({ type: 'session.open' });
    await Promise.all(names.map((name, at) => stage.#join(name, new Chance(seed * 31 + at))));
    stage.people.sort((a, b) => (a.name < b.name ? -1 : 1));
    return stage;
  }

  async #join(name: string, chance: Chance): Promise<void> {
    const { house, place, ledger } = this;
    const joined = await post(house, '/api/join', undefined, {
      code: this.#joinCode,
      name,
      language: 'en',
    });
    const { participantId: id, key } = joined as { participantId: string; key: string };
    await this.command({ type: 'participant.assign', participantId: id, groupId: place.groupId });
    ledger.people.set(name, id);
    const lane = await Lane.to(house.url());
    this.people.push(new Person({ seat: { name, id, key }, place, lane, ledger, chance }));
  }

  /** As the moderator. */
  async command(command: Command): Promise<void> {
    const path = `/api/sessions/${this.place.sessionId}/commands`;
    await post(this.house, path, this.#moderatorKey, command);
  }

  /** The canvas as the server gives it to anybody. */
  async snapshot(house = this.house): Promise<unknown> {
    const { sessionId, groupId, blockId } = this.place;
    return this.#get(`/api/sessions/${sessionId}/canvases/${groupId}/${blockId}`, house);
  }

  async #get(path: string, house = this.house): Promise<unknown> {
    return patiently(path, async () => {
      const answer = await request(`${house.url()}${path}`, { key: this.#moderatorKey });
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.body as unknown;
    });
  }

  /** What somebody needs to look at this canvas, without anything of it yet. */
  newcomer({ url }: House): Omit<CanvasOptions, 'onChange'> {
    return {
      ...this.place,
      serverUrl: url(),
      seat: 'role',
      socketClass: socketWithKey(this.#moderatorKey),
    };
  }

  async clear(): Promise<void> {
    await Promise.all(this.people.map((person) => person.leave()));
  }
}

/** Where the server is away it is said again. */
async function post({ url }: House, path: string, key: string | undefined, body: unknown): Promise<unknown> {
  return patiently(path, async () => {
    const answer = await request(`${url()}${path}`, { key, body });
    if (answer.status >= 500) throw new Error(answer.text);
    // Killed after it was done and before it was answered.
    const isDone = answer.status === 409 && /already-open/.test(answer.text);
    if (answer.status > 299 && !isDone) throw new Refused(`${path}: ${answer.status} ${answer.text}`);
    return answer.body as unknown;
  });
}

class Refused extends Error {}

/** Tries again while nobody answers, as when the server restarts; what is refused is refused. */
async function patiently<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  const done = await until(
    what,
    () =>
      attempt().then(
        (value) => ({ value }),
        (error: unknown) => {
          if (error instanceof Refused) throw error;
          return null;
        },
      ),
    PATIENCE_MS,
    50,
  );
  return done.value;
}
