import { isBlockNumber, type Run } from './manuscript-shape.ts';
import { blockGround, INK, INK_QUIET, WARN } from './palette.ts';
import { clean, isRightToLeft, languageTag } from './plain-text.ts';
import { typeface, type Typeface } from './typefaces.ts';

/** How words are set. Sizes in points. */
export type Look = {
  face: 'interface' | 'reading';
  size: number;
  /** Of a line, in sizes. */
  leading: number;
  isBold?: boolean;
  color?: string;
};

/** Words in one face, colour and language. `ground`: what is filled behind them. */
export type Piece = {
  text: string;
  face: Typeface;
  size: number;
  color: string;
  lang: string | null;
  isTurned: boolean;
  width: number;
  ground?: string;
};
export type Line = { pieces: Piece[]; width: number; height: number; isTurned: boolean };

/** What of the library is needed to measure. */
type Fonts = {
  registerFont(name: string, file: Buffer): unknown;
  font(name: string): unknown;
  fontSize(size: number): unknown;
  widthOfString(text: string): number;
};
type OpenFont = { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } };

const FACES: Typeface[] = ['interface', 'interfaceBold', 'reading', 'readingBold', 'arabic'];

/** Measures words in the documents' typefaces. */
export class Typesetter {
  #fonts: Fonts;
  #has = new Map<Typeface, (code: number) => boolean>();
  #widths = new Map<string, number>();

  constructor(fonts: Fonts) {
    this.#fonts = fonts;
    for (const face of FACES) {
      fonts.registerFont(face, typeface(face));
      fonts.font(face);
      const open = (fonts as unknown as OpenFont)._font.font;
      this.#has.set(face, (code) => open.hasGlyphForCodePoint(code));
    }
  }

  /** The lines that runs make in a column. People's lines stay lines. */
  lines(runs: readonly Run[], look: Look, width: number): Line[] {
    const isTurned =
      runs.some((run) => !isBlockNumber(run) && run.text.trim() !== '') && this.#isTurned(runs);
    const lines: Line[] = [];
    let line: Piece[] = [];
    let used = 0;
    const end = () => {
      const pieces = trimmed(line);
      lines.push({
        pieces: joined(isTurned ? turned(pieces) : pieces),
        width: pieces.reduce((sum, piece) => sum + piece.width, 0),
        height: look.size * look.leading,
        isTurned,
      });
      [line, used] = [[], 0];
    };
    for (const word of runs.flatMap((run) => this.#words(run, look, width))) {
      if (word === 'end') {
        end();
        continue;
      }
      const wide = word.reduce((sum, piece) => sum + piece.width, 0);
      const isSpace = word.every(({ text }) => text === ' ');
      if (used + wide > width && !isSpace && used > 0) end();
      line.push(...word);
      used += wide;
    }
    if (line.length > 0 || lines.length === 0) end();
    return lines;
  }

  #isTurned(runs: readonly Run[]): boolean {
    const first = runs.find((run) => !isBlockNumber(run) && run.text.trim() !== '');
    return first !== undefined && !isBlockNumber(first) && isRightToLeft(first.text);
  }

  /** Words and the spaces between them, none wider than the column. */
  #words(run: Run, look: Look, width: number): (Piece[] | 'end')[] {
    if (isBlockNumber(run)) return [[this.#chip(run.block, run.hue, look)]];
    return (
      clean(run.text)
        // French has a space before these signs, and people type a common one: it shall not end a line either.
        .replace(/ (?=[:;?!»])|(?<=«) /gu, '\u00A0')
        .split('\n')
        .flatMap((text, index) => [
          ...(index > 0 ? (['end'] as const) : []),
          // A no-break space is of a word; a hyphen and a stroke end one.
          ...(text.match(/[ ]+|[^ /-]*[/-]+(?=[^ ])|[^ ]+/gu) ?? []).flatMap((word) =>
            this.#narrow(this.#pieces(/^ +$/.test(word) ? ' ' : word, run, look), width),
          ),
        ])
    );
  }

  #chip(number: number, hue: number | null, look: Look): Piece {
    const { fill, ink } = blockGround(hue);
    const text = `\u00A0${number}\u00A0`;
    const face = 'interfaceBold' as const;
    return {
      text,
      face,
      size: look.size,
      color: ink,
      ground: fill,
      lang: null,
      isTurned: false,
      width: this.width(text, face, look.size),
    };
  }

  /** A word by the faces that have its letters. What none has is shown as a box, not left out. */
  #pieces(word: string, run: Exclude<Run, { block: number }>, look: Look): Piece[] {
    const isBold = look.isBold || run.tone === 'strong' || run.tone === 'warn';
    const chain = chainOf(look.face, isBold);
    const color = run.tone === 'warn' ? WARN : run.tone === 'quiet' ? INK_QUIET : (look.color ?? INK);
    const lang = languageTag(run.lang);
    const parts: { face: Typeface; text: string }[] = [];
    for (const sign of word) {
      const code = sign.codePointAt(0) ?? 0;
      const before = parts.at(-1);
      const face =
        before && this.#has.get(before.face)?.(code) && before.face !== 'interface'
          ? this.#firstOf(chain, code, before.face)
          : this.#firstOf(chain, code);
      if (face === null && isJoiner(code)) continue;
      const text = face === null ? this.#instead(sign, chain[0] ?? 'interface') : sign;
      const into = face ?? chain[0] ?? 'interface';
      if (before?.face === into) before.text += text;
      else parts.push({ face: into, text });
    }
    return parts.map(({ face, text }) => ({
      text,
      face,
      size: look.size,
      color,
      lang,
      isTurned: isRightToLeft(text),
      width: this.width(text, face, look.size),
    }));
  }

  /** `kept`: the face of the letters before, which a space or a sign within them keeps where it can. */
  #firstOf(chain: readonly Typeface[], code: number, kept?: Typeface): Typeface | null {
    const first = chain.find((face) => this.#has.get(face)?.(code)) ?? null;
    return kept === 'arabic' && this.#has.get('arabic')?.(code) ? 'arabic' : first;
  }

  /** A narrow space may be a wide one, as long as no line ends there. Anything else is shown to be missing. */
  #instead(sign: string, face: Typeface): string {
    if (sign === '\u202F') return '\u00A0';
    return this.#has.get(face)?.(0x25a1) ? '□' : '?';
  }

  /** A word wider than the column is cut where it reaches its edge. */
  #narrow(pieces: Piece[], width: number): Piece[][] {
    if (pieces.reduce((sum, piece) => sum + piece.width, 0) <= width) return [pieces];
    const cut: Piece[][] = [];
    for (const piece of pieces) {
      let text = '';
      let used = 0;
      const end = () => {
        if (text !== '') cut.push([{ ...piece, text, width: used }]);
        [text, used] = ['', 0];
      };
      for (const sign of piece.text) {
        const wide = this.width(sign, piece.face, piece.size);
        if (used + wide > width) end();
        text += sign;
        used += wide;
      }
      end();
    }
    return cut;
  }

  width(text: string, face: Typeface, size: number): number {
    const key = `${face}\u0000${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known * size;
    this.#fonts.font(face);
    this.#fonts.fontSize(1000);
    const width = this.#fonts.widthOfString(text) / 1000;
    this.#widths.set(key, width);
    return width * size;
  }
}

function chainOf(face: Look['face'], isBold: boolean): Typeface[] {
  const [bold, regular]: Typeface[][] = [
    ['interfaceBold', 'readingBold'],
    ['interface', 'reading'],
  ];
  const own = (isBold ? bold : regular) ?? [];
  const ordered = face === 'reading' ? own.toReversed() : own;
  return [...ordered, 'reading', 'arabic'];
}

/** Marks that change how their neighbours look: without a letter of their own nothing is missing. */
const isJoiner = (code: number): boolean =>
  code === 0x200d ||
  code === 0x200c ||
  code === 0x200e ||
  code === 0x200f ||
  (code >= 0xfe00 && code <= 0xfe0f);

function trimmed(line: readonly Piece[]): Piece[] {
  const last = line.findLastIndex(({ text }) => text !== ' ');
  return line.slice(0, last + 1);
}

/** From right to left, but words of other scripts among them as they run. */
function turned(line: readonly Piece[]): Piece[] {
  const runs: Piece[][] = [];
  for (const piece of line) {
    const before = runs.at(-1);
    const isForeign = !piece.isTurned && piece.text !== ' ';
    const wasForeign = before?.[0] !== undefined && !before[0].isTurned && before[0].text !== ' ';
    if (before && isForeign && wasForeign) before.push(piece);
    else runs.push([piece]);
  }
  return runs.toReversed().flat();
}

/** Neighbours that look alike are drawn as one, so that who copies them gets words and not letters. */
function joined(line: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const piece of line) {
    const before = pieces.at(-1);
    const isAlike =
      before &&
      !piece.isTurned &&
      !before.isTurned &&
      before.face === piece.face &&
      before.color === piece.color &&
      before.lang === piece.lang &&
      before.ground === piece.ground;
    if (isAlike) {
      before.text += piece.text;
      before.width += piece.width;
    } else pieces.push({ ...piece });
  }
  return pieces;
}
