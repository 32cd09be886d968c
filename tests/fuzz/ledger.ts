import type * as Y from 'yjs';
import { Tokens } from './tokens.ts';

/** Something a person did to the canvas. `place` of a text: a card's id, `report:question` or `report:lines`. */
export type What =
  | { type: 'add'; card: string; zone: string; token: string }
  | { type: 'insert'; place: string; token: string }
  | { type: 'delete'; place: string; token: string }
  /** `register`: `<card>/zone`, `<card>/removed`, `report/action` … */
  | { type: 'set'; register: string; value: unknown }
  | { type: 'link'; from: string; to: string; isLinked: boolean }
  | { type: 'comment'; id: string; card: string; text: string }
  | { type: 'translate'; id: string; card: string; lang: string; text: string }
  | { type: 'undo'; deeds: Deed[] };

/**
 * What became of a deed. `kept`: told to be saved, or still in its writer's copy when all copies were equal. `contested`: its
 * copy was refused, and this deed may be among what was admitted before. `refused`: certainly not admitted. `dropped`: its
 * writer threw the copy away before it was saved.
 */
export type Fate = 'open' | 'kept' | 'contested' | 'refused' | 'dropped';

export type Deed = {
  step: number;
  who: string;
  what: What;
  fate: Fate;
  /** The copy it was made in. */
  doc: Y.Doc;
  /** Began in an earlier life of the page: "saved" does not speak of it. */
  isCarried: boolean;
  /** Took several changes. */
  isByLetters: boolean;
  /** Since when, at that moment, its writer had no right to write; and whether it was beyond the grace, too. */
  withoutRightSince: number | null;
  isOutside: boolean;
  /** Where it was refused: whether its text stood in its writer's copy then. */
  wasVisible: boolean;
  undo: Deed | null;
};

/** The plain model: a list of what was done and what became of it. Knows nothing of how copies are merged. */
export class Ledger {
  readonly deeds: Deed[] = [];
  /** What everybody did and what happened to it, a line each: to read when something is wrong. */
  readonly journal: string[] = [];
  readonly tokens = new Tokens();
  /** The ids of the people, by name. */
  readonly people = new Map<string, string>();
  /** Refusals for which there was no reason. */
  readonly wrongs: string[] = [];
  /** What each person was offered of their refused work, when they looked. */
  readonly offered = new Map<string, string[]>();

  of<Type extends What['type']>(type: Type): (Deed & { what: Extract<What, { type: Type }> })[] {
    return this.deeds.filter((deed) => deed.what.type === type) as (Deed & {
      what: Extract<What, { type: Type }>;
    })[];
  }

  /**
   * Whether a text has the word, whole, or parted where it was written letter by letter: one who writes in front of a word that
   * somebody deletes meanwhile goes on behind what is deleted, as Yjs has it, and the word that stood there, or a third person's,
   * may come between. Nothing is lost.
   */
  isIn(text: string, token: string): boolean {
    if (text.includes(token)) return true;
    const isByLetters = this.of('insert').some((deed) => deed.isByLetters && deed.what.token === token);
    return isByLetters && holdsInOrder(text, token);
  }

  open(doc: Y.Doc): Deed[] {
    return this.deeds.filter((deed) => deed.doc === doc && deed.fate === 'open');
  }

  /** How many deeds were told to be saved, or were in every copy at the end: with few, a life proves little. */
  get kept(): number {
    return this.deeds.filter(({ fate }) => fate === 'kept').length;
  }

  offer(who: string, texts: string[]): void {
    this.offered.set(who, [...(this.offered.get(who) ?? []), ...texts]);
  }
}

/** Whether a deed counts at the end: for certain, certainly not, or nobody can know. */
export function standing({ fate, undo }: Deed): 'yes' | 'no' | 'unsure' {
  if (fate === 'refused') return 'no';
  if (fate !== 'kept') return 'unsure';
  if (undo === null || undo.fate === 'refused') return 'yes';
  return undo.fate === 'kept' ? 'no' : 'unsure';
}

function holdsInOrder(text: string, token: string): boolean {
  let at = 0;
  for (const character of token) {
    at = text.indexOf(character, at) + character.length;
    if (at < character.length) return false;
  }
  return true;
}
