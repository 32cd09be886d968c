import type { NewCard } from '#shared/canvas/edit.ts';
import { cleanText, linesOf } from '#shared/canvas/text.ts';
import { guessLanguage } from '#shared/i18n/guess-language.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { Language } from '../../../app/language.svelte.ts';
import type { CanvasState } from '../../../canvas/canvas-state.svelte.ts';
import type { SessionState } from '../../../session/session-state.svelte.ts';

/** What is known of an action already when it is written. */
export type ActionDraft = Pick<NewCard, 'owner' | 'due' | 'status'>;

type Options = {
  canvas: CanvasState;
  session: SessionState;
  language: Language;
  /** Under which name it is kept while it is written: it outlives the screen. */
  key: () => string;
  zone: () => string;
  /** What it is about; mine where this is left out. Null: no place. */
  territory?: (() => string | null) | undefined;
};

/** A card that is being written and not on the canvas yet: its words, its language, and what was pasted. */
export class CardDraft {
  /** Only a picture was pasted: a card holds words. */
  isPicture = $state(false);
  #options: Options;
  #chosen: string | null = $state(null);
  #isPasted = $state(false);

  constructor(options: Options) {
    this.#options = options;
  }

  get text(): string {
    return this.#options.session.drafts[this.#options.key()] ?? '';
  }
  set text(text: string) {
    // Pasting a picture changes no word and is told as input nevertheless.
    if (text !== this.text) this.isPicture = false;
    this.#options.session.drafts[this.#options.key()] = text;
    if (text === '') this.#isPasted = false;
  }
  /** The chosen one; else what the words tell; else the one I read in. */
  lang = $derived.by(() => this.#chosen ?? guessLanguage(this.text) ?? this.#options.language.code);
  /** The lines of a pasted list; null where there is no list. */
  lines = $derived.by(() => {
    const lines = this.#isPasted ? linesOf(this.text) : [];
    return lines.length > 1 && lines.every(({ length }) => length <= LIMITS.writtenLength) ? lines : null;
  });
  #clean = $derived.by(() => cleanText(this.text).trim());
  isEmpty = $derived.by(() => this.#clean === '');
  isTooLong = $derived.by(() => this.#clean.length > LIMITS.writtenLength);

  choose(lang: string): void {
    this.#chosen = lang;
  }
  paste({ clipboardData }: ClipboardEvent): void {
    const words = clipboardData?.getData('text/plain') ?? '';
    this.isPicture = words.trim() === '' && (clipboardData?.files.length ?? 0) > 0;
    this.#isPasted ||= linesOf(words).length > 1;
  }

  /** Puts it on the canvas and begins the next one. Null: there is nothing to put there, or too much. */
  add(facts: ActionDraft = {}): string | null {
    if (this.isEmpty || this.isTooLong) return null;
    const [id] = this.#put([this.#clean], this.lang, facts);
    this.clear();
    return id ?? null;
  }
  /** One card for each line. What is more than can be added at once stays in the box. */
  addLines(): string[] {
    const lines = this.lines ?? [];
    const ids = this.#put(lines.slice(0, LIMITS.cardsAtOnce));
    const rest = lines.slice(LIMITS.cardsAtOnce);
    if (rest.length === 0) this.clear();
    else this.text = rest.join('\n');
    return ids;
  }
  clear(): void {
    this.text = '';
    this.#chosen = null;
  }

  #put(texts: string[], lang?: string, facts: ActionDraft = {}): string[] {
    const { canvas, session, language, zone, territory } = this.#options;
    const about = territory ? territory() : (session.territory?.id ?? null);
    return canvas.add(
      ...texts.map((text) => ({
        ...facts,
        zone: zone(),
        text,
        lang: lang ?? this.#chosen ?? guessLanguage(text) ?? language.code,
        territory: about,
      })),
    );
  }
}
