import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The server runs in the project's folder, bundled or not. */
const FONTS = 'server/documents/fonts';

const FILES = {
  interface: 'asap.ttf',
  interfaceBold: 'asap-bold.ttf',
  reading: 'alegreya.ttf',
  readingBold: 'alegreya-bold.ttf',
  arabic: 'noto-sans-arabic.ttf',
};
export type Typeface = keyof typeof FILES;

export const TYPEFACE_FILES = Object.values(FILES).map((file) => join(FONTS, file));

/** A typeface of documents, from `fonts/make-fonts.mjs`. */
export const typeface = (name: Typeface): Buffer => readFileSync(join(FONTS, FILES[name]));
