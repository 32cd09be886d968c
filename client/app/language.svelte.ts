import i18next, { type i18n } from 'i18next';
import { getContext, setContext } from 'svelte';
import type { CommonMessages } from '#shared/i18n/en/common.ts';

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
/** One language is loaded at a time; what only a session's page needs comes with it. */
const LOADERS: Record<
  'common' | 'session',
  Record<InterfaceLanguage, () => Promise<{ messages: Messages }>>
> = {
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
};
type Part = keyof typeof LOADERS;

const KEPT = 'minga-language';
const CONTEXT = Symbol('language');

/** The language of the interface: switching it changes everything at once, the page's `lang` too. */
export class Language {
  code: InterfaceLanguage = $state('en');
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
    await language.choose(wished.find(isOffered) ?? 'en');
    return language;
  }

  async choose(code: InterfaceLanguage): Promise<void> {
    await Promise.all(this.#parts.map((part) => this.#load(part, code)));
    await this.#i18n.changeLanguage(code);
    this.code = code;
    document.documentElement.lang = code;
    keep(code);
  }

  /** Adds texts that a page needs beyond the common ones. */
  async need(part: Part): Promise<void> {
    if (!this.#parts.includes(part)) this.#parts.push(part);
    await this.#load(part, this.code);
  }

  async #load(part: Part, code: InterfaceLanguage): Promise<void> {
    const { messages } = await LOADERS[part][code]();
    this.#i18n.addResourceBundle(code, 'translation', messages, true, true);
  }

  /** The text of a key; `count` picks the plural. Reading it in a component follows the language. */
  t = (key: keyof CommonMessages | (string & {}), values: Record<string, string | number> = {}): string =>
    this.#i18n.t(key, { lng: this.code, ...values });

  /** What a refused command's answer says: what happened, what is kept, what to do. */
  refusal({ code, details = {} }: { code: string; details?: Record<string, unknown> }): string {
    return this.t(`error.${code}`, details as Record<string, string | number>);
  }

  /** A text given in several languages, in this one where there is one. */
  pick(text: Record<string, string>): string {
    return text[this.code] ?? Object.values(text)[0] ?? '';
  }

  time(at: number | string): string {
    return new Intl.DateTimeFormat(this.code, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  }

  dateTime(at: string): string {
    return new Intl.DateTimeFormat(this.code, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));
  }
}

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
