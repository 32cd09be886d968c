import type { Id, Lang } from '#shared/session/state.ts';
import { publicSynthesis } from '#shared/synthesis/public.ts';
import type { Synthesis, SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { synthesisCsv } from './csv.ts';
import { manuscriptOf } from './manuscript.ts';
import { synthesisMarkdown } from './markdown.ts';
import { synthesisXlsx } from './xlsx.ts';

export const DOCUMENT_FORMATS = ['json', 'md', 'csv', 'xlsx', 'docx', 'pdf'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Words, or bytes where the format is a packed one. */
export type WrittenDocument = { body: string | Uint8Array; contentType: string; fileName: string };

const CONTENT_TYPES: Record<DocumentFormat, string> = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `canvas`: one as a picture. `figures`: the drawings of a page, as JSON, which nobody keeps as a file. */
export type Wanted =
  | { format: DocumentFormat }
  | { format: 'canvas'; group: Id; block: Id }
  | { format: 'figures'; isPublic: boolean };
/** What a thread is to write, and of what. */
export type Order = Wanted & { input: SynthesisInput };

export async function written(order: Order, synthesis: Synthesis): Promise<WrittenDocument> {
  const { format, input } = order;
  if (format === 'canvas') {
    const { canvasPng } = await import('./canvas-picture.ts');
    const { group, block } = order;
    const body = canvasPng(input, synthesis, { group, block }, exportTextsOf(input.language));
    return { body, contentType: 'image/png', fileName: `${group}-${block}.png` };
  }
  if (format !== 'figures') return synthesisDocument(format, synthesis, input.language);
  const { drawnFigures } = await import('./drawn-figures.ts');
  const shown = order.isPublic ? publicSynthesis(synthesis, input.state) : synthesis;
  const body = JSON.stringify(drawnFigures(shown, exportTextsOf(input.language)));
  return { body, contentType: CONTENT_TYPES.json, fileName: 'figures.json' };
}

/** A synthesis as a file. `language` is that of headings and dates; the synthesis is made in the same one. */
export async function synthesisDocument(
  format: DocumentFormat,
  synthesis: Synthesis,
  language: Lang,
): Promise<WrittenDocument> {
  return {
    body: await bodyOf(format, synthesis, language),
    contentType: CONTENT_TYPES[format],
    fileName: `${fileNameOf(synthesis)}-${language.replace(/[^\w-]/g, '')}.${format}`,
  };
}

async function bodyOf(
  format: DocumentFormat,
  synthesis: Synthesis,
  language: Lang,
): Promise<string | Buffer> {
  const texts = exportTextsOf(language);
  switch (format) {
    case 'json':
      return `${JSON.stringify(synthesis, null, 2)}\n`;
    case 'md':
      return synthesisMarkdown(manuscriptOf(synthesis, texts), texts);
    case 'csv':
      return synthesisCsv(synthesis, texts);
    case 'docx': {
      const { synthesisDocx } = await import('./docx.ts');
      return synthesisDocx(manuscriptOf(synthesis, texts), texts);
    }
    case 'pdf': {
      const { synthesisPdf } = await import('./pdf.ts');
      return synthesisPdf(manuscriptOf(synthesis, texts), texts);
    }
    case 'xlsx':
      return synthesisXlsx(synthesis, texts);
  }
}

/** ASCII only, for headers and old file systems; a title in another script leaves the session's id. */
export function fileNameOf({ session }: Synthesis): string {
  const words = session.title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return words || session.id;
}
