// Cuts the typefaces of documents to the scripts that our people write in: `node server/documents/fonts/make-fonts.mjs`
// writes the files beside it. Documents carry the letters they use. All faces: SIL Open Font License 1.1.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const { resolve } = createRequire(import.meta.url);
const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
const LATIN = range(0x20, 0x17f) + range(0x192, 0x192) + range(0x218, 0x21b) + range(0x1e00, 0x1eff);
const SIGNS = range(0x2000, 0x206f) + range(0x20a0, 0x20bf) + range(0x2190, 0x2193) + '№™−≈≠≤≥□';
const GREEK_CYRILLIC = range(0x370, 0x3ff) + range(0x400, 0x52f);
const ARABIC = range(0x20, 0x7e) + range(0x600, 0x6ff) + range(0x750, 0x77f) + range(0x200c, 0x200f);

const FACES = [
  ['asap/400Regular/Asap_400Regular.ttf', 'asap.ttf', LATIN + SIGNS],
  ['asap/700Bold/Asap_700Bold.ttf', 'asap-bold.ttf', LATIN + SIGNS],
  ['alegreya/400Regular/Alegreya_400Regular.ttf', 'alegreya.ttf', LATIN + SIGNS + GREEK_CYRILLIC],
  ['alegreya/700Bold/Alegreya_700Bold.ttf', 'alegreya-bold.ttf', LATIN + SIGNS],
  ['noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf', 'noto-sans-arabic.ttf', ARABIC],
];

for (const [from, to, letters] of FACES) {
  const whole = await readFile(resolve(`@expo-google-fonts/${from}`));
  const cut = await subsetFont(whole, letters, { targetFormat: 'truetype' });
  await writeFile(new URL(to, import.meta.url), cut);
  process.stdout.write(`${to}: ${cut.length} of ${whole.length} bytes\n`);
}
