import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { DrawnFigure } from '#shared/protocol/figures.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { drawn } from './figure-drawing.ts';
import { figuresOf } from './figures.ts';

/** Every figure of a synthesis for pages, drawn for a wide and for a narrow place. */
export const drawnFigures = (synthesis: Synthesis, texts: ExportTexts): DrawnFigure[] =>
  figuresOf(synthesis, texts).map(({ id, caption, drawing }) => ({
    id,
    caption,
    wide: drawn(drawing, 'wide').svg,
    narrow: drawn(drawing, 'narrow').svg,
  }));
