import { SvelteSet } from 'svelte/reactivity';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { guessLanguage } from '#shared/i18n/guess-language.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { ask } from '../../app/api.ts';
import type { Language } from '../../app/language.svelte.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';
import { messagesIn, type ChatMessage } from './zoom-chat.ts';

export type FoundMessage = ChatMessage & {
  at: number;
  isTooLong: boolean;
  /** On this canvas already, word for word. */
  isThere: boolean;
};

/** Zoom's chat on its way to a canvas: what was pasted, what is chosen of it, and where it goes. */
export class ChatCards {
  pasted = $state('');
  /** `group/block` */
  target = $state('');
  refusal: string | null = $state(null);
  added: number | null = $state(null);
  isSending = $state(false);
  /** Places of messages somebody has turned from what is proposed. */
  #turned = new SvelteSet<number>();
  #there: ReadonlySet<string> = $state.raw(new Set());
  #session: SessionState;
  #language: Language;

  constructor(session: SessionState, language: Language, target: string) {
    this.#session = session;
    this.#language = language;
    this.target = target;
  }

  found: FoundMessage[] = $derived.by(() =>
    messagesIn(this.pasted).map((message, at) => ({
      ...message,
      at,
      isTooLong: message.text.length > LIMITS.writtenLength,
      isThere: this.#there.has(message.text),
    })),
  );
  chosen: FoundMessage[] = $derived.by(() => this.found.filter((one) => this.isChosen(one)));
  isTooMany: boolean = $derived.by(() => this.chosen.length > LIMITS.cardsAtOnce);

  /** Proposed is what was for everybody and is not there yet. */
  isChosen({ at, isPrivate, isTooLong, isThere }: FoundMessage): boolean {
    return !isTooLong && (isPrivate || isThere) === this.#turned.has(at);
  }
  turn({ at }: FoundMessage): void {
    if (!this.#turned.delete(at)) this.#turned.add(at);
  }
  none(): void {
    for (const one of this.chosen) this.turn(one);
  }

  paste(text: string): void {
    this.pasted = text;
    this.#turned.clear();
    this.added = null;
  }

  /** What stands on the canvas already: the same chat may be pasted again later in the session. */
  async look(): Promise<void> {
    const answer = await ask<CanvasSnapshot>(this.#path, { language: this.#language.code });
    this.#there = new Set(answer.ok ? answer.body.cards.map(({ text }) => text) : []);
  }

  async add(): Promise<void> {
    this.isSending = true;
    const { view } = this.#session;
    const group = view?.groups.find(({ id }) => this.target.startsWith(`${id}/`));
    const spoken = group?.language ?? view?.languages[0] ?? this.#language.code;
    const cards = this.chosen.map(({ text, name }) => ({
      text,
      lang: guessLanguage(text) ?? spoken,
      ...(name === '' ? {} : { spokenBy: name.slice(0, LIMITS.shortLength) }),
    }));
    const [path, query] = this.#path.split('?');
    const answer = await ask<{ cards: number }>(`${path}/cards?${query}`, {
      language: this.#language.code,
      body: { cards },
    });
    this.isSending = false;
    this.refusal = answer.ok ? null : answer.detail || this.#language.refusal(answer);
    if (!answer.ok) return;
    this.added = answer.body.cards;
    this.#turned.clear();
    await this.look();
  }

  get #path(): string {
    return `/api/sessions/${this.#session.id}/canvases/${this.target}?seat=${this.#session.seat}`;
  }
}
