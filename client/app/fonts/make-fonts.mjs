// Cuts the two typefaces down to what the interface sets: `node client/app/fonts/make-fonts.mjs` writes the files beside it.
// Letters outside (people may write in any language) come from the device's own fonts. Both faces: SIL Open Font License 1.1.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const { resolve } = createRequire(import.meta.url);
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index)).join('');
/** French, Spanish, Portuguese, Italian, Catalan; typographic quotes, dashes, no-break spaces. */
const BEYOND = 'àâäáãçèéêëìíîïñòóôöõùúûüœÀÂÁÃÇÈÉÊËÍÎÏÑÓÔÖÚÙÛÜŒ¡¿«»·°–—−‘’“”…\u00a0\u202f';

const FACES = [
  {
    from: '@fontsource-variable/asap/files/asap-latin-wdth-normal.woff2',
    to: 'asap.woff2',
    letters: ASCII + BEYOND,
    variationAxes: { wght: { min: 400, max: 700, default: 400 }, wdth: { min: 84, max: 100, default: 100 } },
  },
  {
    // Titles and long reading only: no signs of programs and e-mail.
    from: '@fontsource-variable/alegreya/files/alegreya-latin-wght-normal.woff2',
    to: 'alegreya.woff2',
    letters: ASCII.replace(/[`^~{|}\\<>=_@#$[\]]/g, '') + BEYOND,
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  },
];

for (const { from, to, letters, variationAxes } of FACES) {
  const whole = await readFile(resolve(from));
  const cut = await subsetFont(whole, letters, {
    targetFormat: 'woff2',
    variationAxes,
    noLayoutClosure: true,
  });
  await writeFile(new URL(to, import.meta.url), cut);
  process.stdout.write(`${to}: ${cut.length} of ${whole.length} bytes\n`);
}
