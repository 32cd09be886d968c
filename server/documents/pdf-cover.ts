import type { Cover, Manuscript, Row } from './manuscript-shape.ts';
import { blockGround, INK, LINE, LINE_STRONG } from './palette.ts';
import type { Item } from './pdf-flow.ts';
import { lazily, paragraphs, stack, tall, type Setting } from './pdf-setting.ts';
import { COLUMN, MARGIN } from './pdf-sheet.ts';

const LABEL_WIDTH = 104;

/** Which session it was, by whom and when, and what this paper does not commit anybody to. */
export function coverItems({ title, cover }: Manuscript, setting: Setting): Item[] {
  const { looks: all } = setting;
  const { kind, subtitle, status, rows, missing, disclaimer } = cover;
  return [
    stripItem(cover, setting),
    ...paragraphs([{ text: kind }], { ...all.strong, color: '4C5855' }, setting, 84),
    ...paragraphs([{ text: title }], all.title, setting, 6, false, balancedWidth(title, setting)),
    ...(subtitle === '' ? [] : paragraphs([{ text: subtitle }], all.subtitle, setting, 8)),
    ...rowItems(rows, setting),
    ...paragraphs(
      [{ text: status.text, ...(status.isFinal ? {} : { tone: 'warn' as const }) }],
      all.text,
      setting,
      22,
    ),
    ...missing.flatMap((line) => paragraphs([{ text: line, tone: 'warn' }], all.text, setting, 6)),
    ...(disclaimer === '' ? [] : disclaimerItems(disclaimer, setting)),
  ];
}

/** As narrow as the title's lines may be without another one: no word stands alone under long lines. */
function balancedWidth(title: string, { sheet, looks: all }: Setting): number {
  const linesAt = (width: number): number => sheet.words.lines([{ text: title }], all.title, width).length;
  const most = linesAt(COLUMN);
  let width = COLUMN;
  while (width > COLUMN / 2 && linesAt(width - 12) === most) width -= 12;
  return width;
}

/** The blocks in their colours, as wide as what was written on them. */
export function stripItem({ strip, stripText }: Cover, { sheet, parent }: Setting): Item {
  const shares = strip.map(({ cards }) => Math.max(cards, 0.5));
  const sum = shares.reduce((total, share) => total + share, 0);
  const height = 8;
  return {
    height,
    before: 0,
    draw: (y) => {
      if (strip.length === 0) return;
      const bbox: [number, number, number, number] = [MARGIN.side, y, MARGIN.side + COLUMN, y + height];
      const figure = sheet.struct('Figure', parent, { alt: stripText, bbox });
      const content = sheet.pdf.markStructureContent('Figure');
      let x = MARGIN.side;
      strip.forEach(({ hue }, index) => {
        const width = ((shares[index] ?? 0) / sum) * COLUMN;
        sheet.pdf.rect(x, y, Math.max(1, width - 2), height).fill(`#${blockGround(hue).fill}`);
        x += width;
      });
      sheet.pdf.endMarkedContent();
      figure.add(content);
      figure.end();
    },
  };
}

function rowItems(rows: readonly Row[], setting: Setting): Item[] {
  const { sheet, looks: all } = setting;
  const list = lazily(() => sheet.struct('L', setting.parent));
  return rows.map(({ label, value }, index) => {
    const left = sheet.words.lines([{ text: label, tone: 'quiet' }], all.text, LABEL_WIDTH - 8);
    const right = sheet.words.lines([{ text: value }], all.strong, COLUMN - LABEL_WIDTH);
    const height = Math.max(tall(left), tall(right)) + 10;
    return {
      height,
      before: index === 0 ? 30 : 0,
      draw: (y: number) => {
        sheet.rule(MARGIN.side, y, COLUMN, index === 0 ? INK : LINE, index === 0 ? 1.6 : 0.6);
        const item = sheet.struct('LI', list());
        stack(sheet, left, MARGIN.side, y + 5, LABEL_WIDTH - 8, sheet.struct('Lbl', item));
        stack(
          sheet,
          right,
          MARGIN.side + LABEL_WIDTH,
          y + 5,
          COLUMN - LABEL_WIDTH,
          sheet.struct('LBody', item),
        );
      },
    };
  });
}

function disclaimerItems(text: string, setting: Setting): Item[] {
  return paragraphs([{ text }], setting.looks.note, setting, 34).map((item, index) => ({
    ...item,
    draw: (y) => {
      if (index === 0) setting.sheet.rule(MARGIN.side, y - 9, COLUMN, LINE_STRONG, 0.6);
      item.draw(y);
    },
  }));
}
