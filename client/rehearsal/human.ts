import { setTimeout as wait } from 'node:timers/promises';
import {
  addCard,
  addComment,
  addThread,
  addTranslation,
  changeCard,
  editCardText,
  writeReport,
} from '#shared/canvas/edit.ts';
import type { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { CARD_TEXTS, COMMENTS, type Trilingual } from './texts.ts';
import type { Participant } from './participant.ts';

export type Pace = {
  /** Everything below is divided by it: 1 is a person, 20 a test. */
  speed: number;
  random: () => number;
};

/** What somebody did, to compare with what everybody else ends up with. */
export type Deeds = {
  cards: string[];
  threads: number;
  translations: number;
  votes: number;
  placements: number;
};

/** One simulated person at work on their group's canvas, at human speed. */
export class Human {
  readonly deeds: Deeds = { cards: [], threads: 0, translations: 0, votes: 0, placements: 0 };
  readonly language: keyof Trilingual;
  readonly groupId: string;
  readonly blockId: string;
  readonly canvas: CanvasConnection;
  readonly me: Participant;
  #pace: Pace;

  constructor(
    me: Participant,
    canvas: CanvasConnection,
    place: { groupId: string; blockId: string },
    pace: Pace,
  ) {
    this.me = me;
    this.canvas = canvas;
    this.groupId = place.groupId;
    this.blockId = place.blockId;
    this.#pace = pace;
    this.language = me.view.you.language as keyof Trilingual;
  }

  get #territory(): string | null {
    return this.me.view.people.find((person) => person.id === this.me.id)?.territoryId ?? null;
  }

  /** Thinks of a card, types it a few letters at a time. */
  async writeCard(zone: string): Promise<string> {
    const choices = CARD_TEXTS[zone] ?? CARD_TEXTS['exists'] ?? [];
    const text = this.#pick(choices)[this.language];
    const isAction = zone === 'actions';
    const id = addCard(this.canvas.doc, this.me.writer, {
      zone,
      text: text.slice(0, 3),
      lang: this.language,
      territory: this.#territory,
      ...(isAction ? { owner: 'Municipality', due: 'P6M', status: 'proposed' as const } : {}),
    });
    this.deeds.cards.push(id);
    for (let at = 3; at < text.length;) {
      await this.#pause(350, 700);
      at += 2 + Math.floor(this.#pace.random() * 4);
      editCardText(this.canvas.doc, this.me.writer, id, text.slice(0, at));
    }
    return id;
  }

  /** Answers a gap: a lever or an action, linked to it. */
  async connect(zone: 'levers' | 'actions', fromZone: string): Promise<void> {
    const from = this.#pickMaybe(this.canvas.snapshot.cards.filter((card) => card.zone === fromZone));
    const card = await this.writeCard(zone);
    if (from && addThread(this.canvas.doc, this.me.writer, from.id, card)) this.deeds.threads += 1;
  }

  /** Puts a neighbour's card into one's own language beside the original. */
  async translate(): Promise<void> {
    const { cards, translations } = this.canvas.snapshot;
    const card = this.#pickMaybe(
      cards.filter(
        ({ id, lang, text }) =>
          lang !== this.language &&
          text.length > 20 &&
          translations.every((other) => other.card !== id || other.lang !== this.language),
      ),
    );
    if (!card) return;
    await this.#pause(3000, 6000);
    const known = Object.values(CARD_TEXTS)
      .flat()
      .find((text) => Object.values(text).includes(card.text));
    const text = known?.[this.language];
    if (!text) return;
    addTranslation(this.canvas.doc, this.me.writer, {
      card: card.id,
      lang: this.language,
      text,
      status: 'published',
    });
    this.deeds.translations += 1;
  }

  comment(): void {
    const card = this.#pickMaybe(this.canvas.snapshot.cards);
    if (!card) return;
    const text = this.#pick(COMMENTS)[this.language];
    addComment(this.canvas.doc, this.me.writer, { card: card.id, text, lang: this.language });
  }

  commit(): void {
    const own = this.deeds.cards.at(-1);
    if (own) changeCard(this.canvas.doc, this.me.writer, own, { status: 'committed' });
  }

  async vote(): Promise<void> {
    const actions = this.canvas.snapshot.cards.filter((card) => card.zone === 'actions');
    for (let dot = 0; dot < 3 && actions.length > 0; dot += 1) {
      const [card] = actions.splice(Math.floor(this.#pace.random() * actions.length), 1);
      if (!card) return;
      await this.#pause(1000, 4000);
      const answer = await this.me.do({
        type: 'vote.cast',
        ref: `${this.groupId}/${this.blockId}/${card.id}`,
      });
      if (answer.ok) this.deeds.votes += 1;
    }
  }

  async place(): Promise<void> {
    await this.#pause(1000, 8000);
    const level = this.#pick([null, 0, 1, 1, 2, 2, 3, 4] as const);
    const evidence = level === null ? '' : this.#pick(CARD_TEXTS['exists'] ?? [])[this.language];
    const answer = await this.me.do({ type: 'maturity.place', blockId: this.blockId, level, evidence });
    if (answer.ok) this.deeds.placements += 1;
  }

  report(): void {
    const action = this.canvas.snapshot.cards.find((card) => card.zone === 'actions');
    writeReport(this.canvas.doc, this.me.writer, {
      ...(action ? { action: action.id } : {}),
      lang: this.language,
      question: this.#pick(COMMENTS)[this.language],
      lines: this.#pick(CARD_TEXTS['levers'] ?? [])[this.language],
    });
  }

  /** Between two and so many milliseconds, as a person takes. */
  #pause(from: number, to: number): Promise<void> {
    return wait((from + this.#pace.random() * (to - from)) / this.#pace.speed);
  }

  async rest(from: number, to: number): Promise<void> {
    await this.#pause(from, to);
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#pace.random() * choices.length)] as T;
  }

  #pickMaybe<T>(choices: readonly T[]): T | undefined {
    return choices.length === 0 ? undefined : this.#pick(choices);
  }
}
