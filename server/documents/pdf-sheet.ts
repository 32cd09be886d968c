import type PDFDocument from 'pdfkit';
import type { Line, Look, Piece, Typesetter } from './pdf-words.ts';

export type Pdf = InstanceType<typeof PDFDocument>;
/** A part of the document's structure, as a screen reader walks through it. */
export type Struct = PDFKit.PDFStructureElement;

/** Two of them the library knows, but not its types. */
type StructOptions = NonNullable<Parameters<Pdf['struct']>[1]> & {
  scope?: 'Row' | 'Column';
  bbox?: [number, number, number, number];
};

export const A4 = { width: 595.28, height: 841.89 };
export const MARGIN = { side: 56, top: 56, bottom: 64 };
export const COLUMN = A4.width - 2 * MARGIN.side;
export const BOTTOM = A4.height - MARGIN.bottom;

/** What everything is drawn on: the file, its structure and its typefaces. */
export class Sheet {
  readonly pdf: Pdf;
  readonly words: Typesetter;

  constructor(pdf: Pdf, words: Typesetter) {
    this.pdf = pdf;
    this.words = words;
  }

  /** A part within another one. The library closes what is open when the file ends. */
  struct(type: string, parent: Struct, options: StructOptions = {}): Struct {
    const struct = this.pdf.struct(type, options);
    parent.add(struct);
    return struct;
  }

  /** What nobody needs read out. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  fill(x: number, y: number, width: number, height: number, color: string): void {
    this.artifact(() => this.pdf.rect(x, y, width, height).fill(`#${color}`));
  }

  rule(x: number, y: number, width: number, color: string, thickness: number): void {
    this.fill(x, y - thickness / 2, width, thickness, color);
  }

  /** A line of words in its part, other languages in spans of their own. */
  line(
    line: Line,
    x: number,
    y: number,
    width: number,
    parent: Struct,
    align: 'left' | 'right' = 'left',
  ): void {
    const isRight = align === 'right' || line.isTurned;
    let at = isRight ? x + width - line.width : x;
    const baseline = y + line.height * 0.76;
    for (const [lang, pieces] of byLanguage(line.pieces)) {
      const struct = lang === null ? parent : this.struct('Span', parent, { lang });
      for (const piece of pieces.filter(({ ground }) => ground !== undefined))
        this.artifact(() => this.#fillGround(piece, at + widthTo(pieces, piece), y, line.height));
      const content = this.pdf.markStructureContent('Span');
      for (const piece of pieces) {
        this.#draw(piece, at, baseline);
        at += piece.width;
      }
      this.pdf.endMarkedContent();
      struct.add(content);
    }
  }

  /** Lines without a place in the structure: what a page repeats. */
  bare(lines: readonly Line[], x: number, y: number, width: number, align: 'left' | 'right'): void {
    let top = y;
    for (const line of lines) {
      let at = align === 'right' || line.isTurned ? x + width - line.width : x;
      for (const piece of line.pieces) {
        if (piece.ground) this.#fillGround(piece, at, top, line.height);
        this.#draw(piece, at, top + line.height * 0.76);
        at += piece.width;
      }
      top += line.height;
    }
  }

  #fillGround({ ground, width, size }: Piece, x: number, y: number, height: number): void {
    const tall = size * 1.32;
    this.pdf.roundedRect(x, y + (height - tall) / 2, width, tall, 1.5).fill(`#${ground}`);
  }

  #draw({ text, face, size, color }: Piece, x: number, baseline: number): void {
    this.pdf
      .font(face)
      .fontSize(size)
      .fillColor(`#${color}`)
      .text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
  }
}

const widthTo = (pieces: readonly Piece[], piece: Piece): number =>
  pieces.slice(0, pieces.indexOf(piece)).reduce((sum, { width }) => sum + width, 0);

function byLanguage(pieces: readonly Piece[]): [string | null, Piece[]][] {
  const groups: [string | null, Piece[]][] = [];
  for (const piece of pieces) {
    const before = groups.at(-1);
    if (before && before[0] === piece.lang) before[1].push(piece);
    else groups.push([piece.lang, [piece]]);
  }
  return groups;
}

/** The looks of documents, smaller where a page has to hold more. */
export const looks = (scale = 1) => {
  const look = (face: Look['face'], size: number, leading: number, more: Partial<Look> = {}): Look => ({
    face,
    size: size * scale,
    leading,
    ...more,
  });
  return {
    title: look('reading', 34, 1.1, { isBold: true }),
    subtitle: look('interface', 13, 1.35, { color: '4C5855' }),
    heading1: look('reading', 22, 1.15, { isBold: true }),
    heading2: look('interface', 13.5, 1.25, { isBold: true }),
    heading3: look('interface', 10.5, 1.3, { isBold: true }),
    text: look('interface', 9.5, 1.4),
    strong: look('interface', 9.5, 1.4, { isBold: true }),
    note: look('interface', 9.2, 1.42, { color: '4C5855' }),
    lead: look('reading', 12, 1.32),
    reading: look('reading', 11.5, 1.36),
    facts: look('interface', 8, 1.4, { color: '4C5855' }),
    number: look('interface', 8, 1.4, { isBold: true, color: '4C5855' }),
    caption: look('interface', 8.2, 1.38, { color: '4C5855' }),
    head: look('interface', 8, 1.3, { isBold: true, color: '4C5855' }),
    cell: look('interface', 8.6, 1.32),
    figure: look('interface', 13.5, 1.2, { isBold: true }),
    footer: look('interface', 8, 1.3, { color: '4C5855' }),
  };
};
export type Looks = ReturnType<typeof looks>;
