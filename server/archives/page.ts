import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { DrawnFigure } from '#shared/protocol/figures.ts';
import { languageIn } from '#shared/i18n/readable.ts';
import type { Lang } from '#shared/session/state.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf, fill } from '#shared/synthesis/texts.ts';
import { html, join, type Html } from '#server/documents/html.ts';
import { synthesisArticle } from '#server/documents/html-synthesis.ts';
import { STYLE } from '#server/documents/html-style.ts';

/** A document beside the page: where it is, and what it is called there: its ending, or what it shows. */
export type PageFile = { path: string; ending: string };
export type PageLanguage = {
  language: Lang;
  synthesis: Synthesis;
  figures: readonly DrawnFigure[];
  files: PageFile[];
};

/** The archive's first page: the synthesis in each language of the session, and the way to every file. No script, and nothing is fetched. */
export function archivePage(languages: readonly PageLanguage[]): string {
  const first = languages[0];
  const texts = exportTextsOf(first?.language ?? 'en');
  const title = first?.synthesis.session.title || texts.untitled;
  return html`<!doctype html>
    <html lang="${first?.language ?? 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title} – ${texts.synthesis}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <nav class="languages" aria-label="${texts.archiveLanguages}">
          <ul>
            ${join(languages.map(languageLink))}
          </ul>
        </nav>
        <main>${join(languages.map(articleIn))}</main>
      </body>
    </html> `.markup;
}

const languageLink = ({ language }: PageLanguage): Html =>
  html`<li>
    <a href="#${language}" lang="${language}" hreflang="${language}"
      >${languageIn(exportTextsOf(language).locale, language)}</a
    >
  </li>`;

function articleIn({ language, synthesis, figures, files }: PageLanguage): Html {
  const texts = exportTextsOf(language);
  return html`<article id="${language}" lang="${language}">
    ${synthesisArticle(synthesis, texts, figures)} ${filesIn(language, files, texts)}
  </article> `;
}

function filesIn(language: Lang, files: readonly PageFile[], texts: ExportTexts): Html {
  const named = languageIn(texts.locale, language);
  return html`<section>
    <h2>${fill(texts.archiveFiles, { language: named })}</h2>
    <ul>
      ${join(files.map(({ path, ending }) => html`<li><a href="${path}">${ending}</a></li>`))}
    </ul>
    <h2>${texts.archiveRecord}</h2>
    <p>${texts.archiveRecordNote}</p>
    <p>${texts.archiveNobody}</p>
  </section>`;
}
