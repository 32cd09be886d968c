import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import { readCanvas } from '#shared/canvas/read.ts';
import { isEntryRoot, isPlainRoot, isRootText } from '#shared/canvas/schema.ts';
import { admit, type Ground } from '#server/canvases/admission.ts';
import { Ownership } from '#server/canvases/ownership.ts';

export const ZONES = ['exists', 'gaps', 'levers', 'actions'];
const ADDRESS = { session: 's', group: 'g1', block: 'b' };

export type Verdict = {
  answer: 'admitted' | 'resync' | 'refused';
  code: string;
  /** What went wrong, in a word or two; empty when all is as it should be. */
  fault: string;
  judgingMs: number;
  applyingMs: number;
};

/** A canvas in this process that takes in what is admitted, as the server does, and looks at itself after each. */
export class HostileGround {
  readonly ground: Ground;

  constructor(base: { update: Uint8Array; person: string }[] = [], groupId = 'g1') {
    const owners = new Ownership([]);
    this.ground = { doc: new Y.Doc(), groupId, zoneIds: ZONES, owners, isZoneLocked: () => false };
    for (const { update, person } of base) {
      const { fault, answer, code } = this.offer(person, update);
      if (fault !== '' || answer !== 'admitted') throw new Error(`The ground is not good: ${fault} ${code}`);
    }
  }

  get doc(): Y.Doc {
    return this.ground.doc;
  }

  offer(person: string, update: Uint8Array): Verdict {
    const { doc, owners } = this.ground;
    const before = this.#othersCards(person);
    const startedAt = performance.now();
    const admission = admit(update, person, this.ground);
    const judgedAt = performance.now();
    const judgingMs = judgedAt - startedAt;
    if (admission.ok === 'resync') return { answer: 'resync', code: '', fault: '', judgingMs, applyingMs: 0 };
    if (!admission.ok) {
      const code = `${admission.code} ${JSON.stringify(admission.details ?? {})}`;
      return { answer: 'refused', code, fault: '', judgingMs, applyingMs: 0 };
    }
    let fault = '';
    try {
      Y.applyUpdate(doc, admission.update);
    } catch (error) {
      fault = `Yjs throws: ${(error as Error).message}`;
    }
    const applyingMs = performance.now() - judgedAt;
    owners.add(person, admission.clients, admission.entries);
    fault ||= this.#faultNow(before);
    return { answer: 'admitted', code: '', fault, judgingMs, applyingMs };
  }

  /** Cards that only their authors may take away. */
  #othersCards(person: string): string[] {
    const cards = this.doc.getMap<Y.Map<unknown>>('cards');
    return [...cards.keys()].filter((id) => this.ground.owners.authorOf(`cards/${id}`) !== person);
  }

  #faultNow(cardsBefore: string[]): string {
    const { doc } = this.ground;
    if (doc.store.pendingStructs) return 'structs hang in the air';
    if (doc.store.pendingDs) return 'deletions hang in the air';
    for (const name of doc.share.keys()) {
      if (!isEntryRoot(name) && !isPlainRoot(name) && !isRootText(name, this.ground.groupId))
        return 'an unknown root';
    }
    const cards = doc.getMap('cards');
    if (cardsBefore.some((id) => !cards.has(id))) return 'somebody’s card is gone';
    const here = readCanvas(doc, ADDRESS, ZONES);
    if (here.rejected > 0) return 'malformed entries';
    const loaded = new Y.Doc();
    Y.applyUpdate(loaded, Y.encodeStateAsUpdate(doc));
    const there = readCanvas(loaded, ADDRESS, ZONES);
    loaded.destroy();
    if (there.rejected > 0) return 'malformed entries once loaded';
    return JSON.stringify(here) === JSON.stringify(there) ? '' : 'another canvas once loaded';
  }
}
