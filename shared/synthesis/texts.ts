import { exportTexts as en, type ExportTexts } from '../i18n/en/export.ts';
import { exportTexts as es } from '../i18n/es/export.ts';
import { exportTexts as fr } from '../i18n/fr/export.ts';
import type { Lang } from '../session/state.ts';

const TEXTS = new Map<string, ExportTexts>([
  ['en', en],
  ['fr', fr],
  ['es', es],
]);

/** The words of documents in a language; English where we have none in it. `fr-CA` reads `fr`. */
export const exportTextsOf = (language: Lang): ExportTexts =>
  TEXTS.get(language.split('-')[0]?.toLowerCase() ?? '') ?? en;

/** Puts values in the place of `{{name}}`, once: a value that looks like a placeholder stays as it is. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : placeholder,
  );
