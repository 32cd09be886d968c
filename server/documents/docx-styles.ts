import type { IParagraphStyleOptions, IStylesOptions } from 'docx';
import type { Lang } from '#shared/session/state.ts';
import { INK, INK_QUIET, LINE_STRONG } from './palette.ts';

export const INTERFACE = 'Asap';
export const READING = 'Alegreya';

/** Twentieths of a point from millimetres. */
export const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
/** A4, with the margins of the mock-up. */
export const PAGE = { width: 11_906, height: 16_838, side: twips(20), top: twips(20), bottom: twips(20) };
/** A card's words stand beside its number. */
export const CARD_INDENT = 680;
/** The brief has more room, or it would not stay on its page in every program. */
export const BRIEF_MARGIN = twips(14);
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;

/** Sizes are half points, spaces twentieths of a point. */
export const docxStyles = (language: Lang, briefSize: number): IStylesOptions => ({
  default: {
    document: {
      run: {
        font: INTERFACE,
        size: 20,
        color: INK,
        language: { value: language, bidirectional: 'ar' },
      },
      // Said, or LibreOffice takes the lines for so high exactly and cuts pictures off.
      paragraph: { spacing: { after: 100, line: 264, lineRule: 'auto' } },
    },
    title: {
      run: { font: READING, bold: true, size: 68, color: INK },
      paragraph: { spacing: { before: 120, after: 160, line: 230, lineRule: 'auto' } },
    },
    heading1: {
      run: { font: READING, bold: true, size: 40, color: INK },
      paragraph: { spacing: { before: 440, after: 160, line: 240 }, keepNext: true, keepLines: true },
    },
    heading2: {
      run: { font: INTERFACE, bold: true, size: 26, color: INK },
      paragraph: { spacing: { before: 320, after: 100 }, keepNext: true, keepLines: true },
    },
    heading3: {
      run: { font: INTERFACE, bold: true, size: 21, color: INK },
      paragraph: { spacing: { before: 220, after: 80 }, keepNext: true, keepLines: true },
    },
    caption: {
      run: { size: 17, color: INK_QUIET },
      paragraph: { spacing: { before: 160, after: 80 }, keepNext: true, keepLines: true },
    },
  },
  paragraphStyles: [
    style('Subtitle', 'Subtitle', {
      run: { size: 26, color: INK_QUIET },
      paragraph: { spacing: { after: 360 } },
    }),
    style('Kind', 'Kind of document', {
      run: { bold: true, size: 22, color: INK_QUIET },
      paragraph: { spacing: { before: 1500, after: 0 } },
    }),
    style('Lead', 'Lead', {
      run: { font: READING, size: 24 },
      paragraph: { spacing: { after: 100, line: 259 } },
    }),
    style('Reading', 'Reading', {
      run: { font: READING, size: 23 },
      paragraph: { spacing: { after: 120, line: 269 } },
    }),
    style('Note', 'Note', { run: { size: 19, color: INK_QUIET } }),
    style('Card', 'Card', {
      paragraph: {
        indent: { left: CARD_INDENT, hanging: CARD_INDENT },
        spacing: { after: 110, line: 252 },
        keepLines: true,
      },
    }),
    style('Disclaimer', 'Disclaimer', {
      run: { size: 18, color: INK_QUIET },
      paragraph: {
        spacing: { before: 480, line: 259 },
        border: { top: { style: 'single', size: 4, color: LINE_STRONG, space: 8 } },
      },
    }),
    style('TableText', 'Table text', { run: { size: 18 }, paragraph: { spacing: { after: 0, line: 240 } } }),
    style('TableHead', 'Table heading', {
      run: { size: 17, bold: true, color: INK_QUIET },
      paragraph: { spacing: { after: 0, line: 240 }, keepNext: true },
    }),
    style('BriefText', 'Brief text', {
      run: { size: briefSize },
      paragraph: { spacing: { after: 0, line: 228 } },
    }),
    style('Figure', 'Figure', {
      run: { bold: true, size: 26 },
      paragraph: { spacing: { after: 0, line: 240 }, keepNext: true },
    }),
    style('FigureLabel', 'Figure label', {
      run: { size: 16, color: INK_QUIET },
      paragraph: { spacing: { after: 60, line: 216 } },
    }),
    style('ContentsHeading', 'Contents heading', {
      run: { font: READING, bold: true, size: 40 },
      paragraph: { spacing: { after: 200 }, keepNext: true },
    }),
    style('TOC1', 'toc 1', {
      run: { bold: true, size: 20 },
      paragraph: { spacing: { before: 140, after: 30 } },
    }),
    style('TOC2', 'toc 2', {
      run: { size: 20 },
      paragraph: { indent: { left: 240 }, spacing: { after: 20 } },
    }),
    style('Footer', 'footer', {
      run: { size: 16, color: INK_QUIET },
      paragraph: { spacing: { after: 0 } },
    }),
  ],
});

const style = (
  id: string,
  name: string,
  look: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>,
): IParagraphStyleOptions => ({ id, name, basedOn: 'Normal', quickFormat: true, ...look });
