import type { Lang } from '#shared/session/state.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
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
