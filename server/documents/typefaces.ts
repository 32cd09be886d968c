import { readFileSync } from 'node:fs';

/** From beside this file and from where the server is bundled alike, the fonts are two folders down from the project. */
const FONTS = new URL('../../server/documents/fonts/', import.meta.url);

const FILES = {
  interface: 'asap.ttf',
  interfaceBold: 'asap-bold.ttf',
  reading: 'alegreya.ttf',
  readingBold: 'alegreya-bold.ttf',
  arabic: 'noto-sans-arabic.ttf',
};
export type Typeface = keyof typeof FILES;

/** A typeface of documents, from `fonts/make-fonts.mjs`. */
export const typeface = (name: Typeface): Buffer => readFileSync(new URL(FILES[name], FONTS));
