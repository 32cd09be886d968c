import type { ErrorCode } from '../protocol/refusals.ts';
import type { ErrorText } from './error-text.ts';
import { errors as en, fieldErrors as enFields } from './en/errors.ts';
import { laterErrors as enLater } from './en/later-errors.ts';
import { errors as es, fieldErrors as esFields } from './es/errors.ts';
import { laterErrors as esLater } from './es/later-errors.ts';
import { errors as fr, fieldErrors as frFields } from './fr/errors.ts';
import { laterErrors as frLater } from './fr/later-errors.ts';

/** All languages at once, for the server; a browser loads the one it shows. */
export const INTERFACE_LANGUAGES = ['en', 'fr', 'es'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

const TEXTS = { en: { ...en, ...enLater }, fr: { ...fr, ...frLater }, es: { ...es, ...esLater } };

export const errorTexts = (language: InterfaceLanguage): Record<ErrorCode, ErrorText> => TEXTS[language];
export const fieldErrorTexts = (language: InterfaceLanguage): Record<string, string> =>
  ({ en: enFields, fr: frFields, es: esFields })[language];
