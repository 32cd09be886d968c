import { WebSocket } from 'ws';
import type * as Y from 'yjs';
import type { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import type { ServerProcess } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createWorkshop, type Workshop } from '../support/workshop.ts';
import type { Id } from './forged-update.ts';
import { FoeSocket } from './foe-socket.ts';

/** Stands in every hostile text and name, so that it can be looked for where it must not be. */
export const MARKER = 'qZx7marker';

export type Honest = { person: Participant; canvas: CanvasConnection; card: string; words: string };
export type Foe = { person: Pick<Participant, 'id' | 'key' | 'writer'> };
type Door = { protocols?: string[]; path?: string; query?: string; headers?: Record<string, string> };

/**
 * One session on the server under attack: two people who type on one canvas, one who types on the next, and whoever
 * attacks them.
 */
export class Arena {
  readonly server: ServerProcess;
  readonly workshop: Workshop;
  readonly path: string;
  readonly honest: [Honest, Honest, Honest];
  #sockets: FoeSocket[] = [];

  static async open(server: ServerProcess): Promise<Arena> {
    const workshop = await createWorkshop(server.url, { ownerKey: server.ownerKey });
    const people = [];
    for (const [name, groupId] of [
      ['Dulce', 'g1'],
      ['Wilmer', 'g1'],
      ['Samir', 'g2'],
    ] as const) {
      people.push(await workshop.join({ name, groupId }));
    }
    const honest = await Promise.all(people.map(begin));
    return new Arena(server, workshop, honest as [Honest, Honest, Honest]);
  }

  private constructor(server: ServerProcess, workshop: Workshop, honest: [Honest, Honest, Honest]) {
    this.server = server;
    this.workshop = workshop;
    this.honest = honest;
    this.path = pathOf(honest[0].person);
  }

  /** Somebody of the first group, unless said otherwise, who means harm. */
  async foe(groupId: string | null = 'g1'): Promise<Foe> {
    const person = await this.workshop.join({ name: MARKER, ...(groupId === null ? {} : { groupId }) });
    return { person };
  }

  async connect(foe: Foe | { key: string | undefined }, door: Door = {}): Promise<FoeSocket> {
    const key = 'person' in foe ? foe.person.key : foe.key;
    const { path = this.path, query = '', protocols = [] } = door;
    const address = `${this.server.url.replace('http', 'ws')}/canvas/${this.workshop.sessionId}/${path}${query}`;
    const headers = { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...door.headers };
    const socket = new FoeSocket(new WebSocket(address, protocols, { headers, perMessageDeflate: false }));
    this.#sockets.push(socket);
    await socket.opened;
    return socket;
  }

  get connections(): number {
    return this.#sockets.length;
  }

  /** The document as an honest person of the first group has it. */
  get doc(): Y.Doc {
    return this.honest[0].canvas.doc;
  }

  /** Where Dulce's card, or a field of it, stands in the document. */
  at(key?: string): Id {
    const card = this.doc.getMap<Y.Map<unknown>>('cards')._map.get(this.honest[0].card);
    const type = (card?.content as Y.ContentType).type;
    const item = key === undefined ? card : type._map.get(key);
    if (!item) throw new Error(`No ${key ?? 'card'} yet`);
    return [item.id.client, item.id.clock];
  }

  /** The first letter of Dulce's card. */
  firstLetter(): Id {
    const card = this.doc.getMap<Y.Map<Y.Text>>('cards').get(this.honest[0].card);
    const { id } = card?.get('text')?._start as Y.Item;
    return [id.client, id.clock];
  }

  async rest(path = this.path): Promise<CanvasSnapshot> {
    const url = `${this.server.url}/api/sessions/${this.workshop.sessionId}/canvases/${path}`;
    return (await request<CanvasSnapshot>(url, { key: this.workshop.keys.organizer })).body;
  }

  close(): void {
    for (const socket of this.#sockets) socket.cut();
    this.workshop.leave();
  }
}

export function pathOf(person: Participant): string {
  const group = person.view.groups.find(({ id }) => id === person.view.you.groupId);
  return `${group?.id}/${group?.blocks[0]}`;
}

async function begin(person: Participant): Promise<Honest> {
  const [groupId = '', blockId = ''] = pathOf(person).split('/');
  const canvas = await person.openCanvas(groupId, blockId);
  const words = `Words of ${person.id}: `;
  const card = addCard(canvas.doc, person.writer, {
    zone: 'gaps',
    text: words,
    lang: 'fr',
    territory: null,
  });
  await person.saved();
  return { person, canvas, card, words };
}

export const textOn = ({ doc }: { doc: Y.Doc }, card: string): string =>
  doc.getMap<Y.Map<Y.Text>>('cards').get(card)?.get('text')?.toString() ?? '';

/** One more letter at the end of one's own card. */
export function typeLetter(honest: Honest): void {
  honest.words += 'abcdefghij'[honest.words.length % 10];
  editCardText(honest.canvas.doc, honest.person.writer, honest.card, honest.words);
}

/** Each honest person has what all of them wrote. */
export async function inStep({ honest: [dulce, wilmer, samir] }: Arena): Promise<void> {
  await until(
    'everybody to have everything',
    () =>
      [dulce, wilmer].every(({ card, words }) =>
        [dulce, wilmer].every(({ canvas }) => textOn(canvas, card) === words),
      ) && samir.canvas.unsavedSince === null,
  );
}
