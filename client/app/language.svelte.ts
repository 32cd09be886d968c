import i18next, { type i18n } from 'i18next';
import { getContext, setContext, untrack } from 'svelte';
import type { CommonMessages } from '#shared/i18n/en/common.ts';
import { dueIn, languageIn } from '#shared/i18n/readable.ts';
import { again } from './again.ts';

export const LANGUAGES = ['fr', 'es', 'en'] as const;
export type InterfaceLanguage = (typeof LANGUAGES)[number];
export const LANGUAGE_NAMES: Record<InterfaceLanguage, string> = {
  fr: 'Français',
  es: 'Español',
  en: 'English',
};

const isOffered = (code: unknown): code is InterfaceLanguage =>
  LANGUAGES.some((language) => language === code);

type Messages = Record<string, string>;
type Loaders = Record<InterfaceLanguage, () => Promise<{ messages: Messages }>>;
/** One language is loaded at a time, and of it the parts that the screens shown so far have asked for. */
const PARTS = {
  common: {
    fr: () => import('#shared/i18n/fr/common.ts'),
    es: () => import('#shared/i18n/es/common.ts'),
    en: () => import('#shared/i18n/en/common.ts'),
  },
  session: {
    fr: () => import('#shared/i18n/fr/session.ts'),
    es: () => import('#shared/i18n/es/session.ts'),
    en: () => import('#shared/i18n/en/session.ts'),
  },
  plenary: {
    fr: () => import('#shared/i18n/fr/plenary.ts'),
    es: () => import('#shared/i18n/es/plenary.ts'),
    en: () => import('#shared/i18n/en/plenary.ts'),
  },
  card: {
    fr: () => import('#shared/i18n/fr/card.ts'),
    es: () => import('#shared/i18n/es/card.ts'),
    en: () => import('#shared/i18n/en/card.ts'),
  },
  group: {
    fr: () => import('#shared/i18n/fr/group.ts'),
    es: () => import('#shared/i18n/es/group.ts'),
    en: () => import('#shared/i18n/en/group.ts'),
  },
  register: {
    fr: () => import('#shared/i18n/fr/register.ts'),
    es: () => import('#shared/i18n/es/register.ts'),
    en: () => import('#shared/i18n/en/register.ts'),
  },
  setup: {
    fr: () => import('#shared/i18n/fr/setup.ts'),
    es: () => import('#shared/i18n/es/setup.ts'),
    en: () => import('#shared/i18n/en/setup.ts'),
  },
  console: {
    fr: () => import('#shared/i18n/fr/console.ts'),
    es: () => import('#shared/i18n/es/console.ts'),
    en: () => import('#shared/i18n/en/console.ts'),
  },
  synthesis: {
    fr: () => import('#shared/i18n/fr/synthesis.ts'),
    es: () => import('#shared/i18n/es/synthesis.ts'),
    en: () => import('#shared/i18n/en/synthesis.ts'),
  },
} satisfies Record<string, Loaders>;
export type Part = keyof typeof PARTS;

const KEPT = 'minga-language';
const CONTEXT = Symbol('language');

/** The language of the interface: switching it changes everything at once, the page's `lang` too. */
export class Language {
  code: InterfaceLanguage = $state('en');
  #isChosen = false;
  #i18n: i18n = i18next.createInstance();
  #parts: Part[] = ['common'];

  static async ofBrowser(): Promise<Language> {
    const language = new Language();
    await language.#i18n.init({
      lng: 'en',
      resources: {},
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
    const wished = [kept(), ...navigator.languages.map((tag) => tag.split('-')[0])];
    language.#isChosen = kept() !== null;
    await language.#use(wished.find(isOffered) ?? 'en');
    return language;
  }

  /** A person's choice: kept for the next time. */
  async choose(code: InterfaceLanguage): Promise<void> {
    this.#isChosen = true;
    keep(code);
    await this.#use(code);
  }

  /** The language a seat was taken in, on a device where nobody has chosen another. */
  async suggest(code: string): Promise<void> {
    if (!this.#isChosen && isOffered(code)) await this.#use(code);
  }

  async #use(code: InterfaceLanguage): Promise<void> {
    await Promise.all(this.#parts.map((part) => this.#load(part, code)));
    await this.#i18n.changeLanguage(code);
    this.code = code;
    // The same one again would have every element's style computed anew.
    if (document.documentElement.lang !== code) document.documentElement.lang = code;
  }

  /** Adds texts that a page needs beyond the common ones. */
  async need(...parts: Part[]): Promise<void> {
    this.#parts = [...new Set([...this.#parts, ...parts])];
    // Who asks depends on the texts being there, not on the language: changing it must not begin the page anew.
    const code = untrack(() => this.code);
    await Promise.all(parts.map((part) => this.#load(part, code)));
  }

  /** A component that comes when it is wanted, and its texts with it. */
  async withTexts<T>(part: Part, load: () => Promise<T>): Promise<T> {
    const [loaded] = await Promise.all([again(load), this.need(part)]);
    return loaded;
  }

  async #load(part: Part, code: InterfaceLanguage): Promise<void> {
    const { messages } = await again(PARTS[part][code], 1);
    this.#i18n.addResourceBundle(code, 'translation', messages, true, true);
  }

  /** The text of a key; `count` picks the plural. Reading it in a component follows the language. */
  t = (key: keyof CommonMessages | (string & {}), values: Record<string, string | number> = {}): string =>
    this.#i18n.t(key, { lng: this.code, ...values });

  /** What a refusal says: what happened, what is kept, what to do. A code without a text is a fault of ours. */
  refusal({ code, details = {} }: { code: string; details?: Record<string, unknown> }): string {
    const isKnown = this.#i18n.exists(`error.${code}`, { lng: this.code });
    return this.t(isKnown ? `error.${code}` : 'error.internal', details as Record<string, string | number>);
  }

  /** A text given in several languages, in this one where there is one. */
  pick(text: Record<string, string>): string {
    return text[this.code] ?? Object.values(text)[0] ?? '';
  }

  /** `14:15`, in the device's zone or another. */
  time(at: number | string, timeZone?: string): string {
    return this.#format({ hour: '2-digit', minute: '2-digit' }, at, timeZone);
  }

  /** `mardi 1 juin 2021` */
  date(at: number | string, timeZone?: string): string {
    return this.#format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, at, timeZone);
  }

  /** `1 juin 2021` */
  day(at: number | string, timeZone = 'UTC'): string {
    return this.#format({ day: 'numeric', month: 'long', year: 'numeric' }, at, timeZone);
  }

  /** A zone by its city, as people know it: `Praia`; UTC stays UTC. */
  zoneName(timeZone: string): string {
    return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** `2 h 30` */
  duration(minutes: number): string {
    const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
    if (hours === 0) return `${rest}\u00a0min`;
    return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
  }

  /** `Montréal, Barcelona et Praia` */
  list(items: string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(items);
  }

  /** For Intl. English for everybody: the day first and 24 hours, as the other two languages have it. */
  get locale(): string {
    return this.code === 'en' ? 'en-GB' : this.code;
  }

  /** A date or a span of time as a card has it; what is neither stays as it was written. */
  due(due: string): string {
    return dueIn(this.locale, due);
  }

  /** The name of a language, in this one. */
  languageName(code: string): string {
    return languageIn(this.locale, code);
  }

  #format(options: Intl.DateTimeFormatOptions, at: number | string, timeZone?: string): string {
    const zone = timeZone === undefined ? {} : { timeZone };
    const how = { ...options, ...zone, hourCycle: 'h23' } as const;
    const key = JSON.stringify([this.locale, how]);
    const format = formats.get(key) ?? new Intl.DateTimeFormat(this.locale, how);
    formats.set(key, format);
    return format.format(new Date(at));
  }
}

/** To make one costs as much as a hundred answers of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

export const provideLanguage = (language: Language): Language => setContext(CONTEXT, language);

export function useLanguage(): Language {
  const language = getContext<Language | undefined>(CONTEXT);
  if (!language) throw new Error('This component stands outside App, which provides the language');
  return language;
}

/** Storage may be refused (private windows): the choice then lasts as long as the page. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(code: string): void {
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    return;
  }
}
