import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { DrawnFigure } from '#shared/protocol/figures.ts';
import { instantIn, languageIn } from '#shared/i18n/readable.ts';
import type { Lang } from '#shared/session/state.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf, fill } from '#shared/synthesis/texts.ts';
import { html, join, NOTHING, type Html } from './html.ts';
import { synthesisArticle } from './html-synthesis.ts';

/** The synthesis as everybody with the link reads it. */
export function publicPage(synthesis: Synthesis, figures: readonly DrawnFigure[]): string {
  const { language, session, frozen } = synthesis;
  const words = exportTextsOf(language);
  const texts = { ...words, howTerritories: words.publicTerritories };
  const body = html`<nav class="languages" aria-label="${texts.archiveLanguages}">
      <ul>
        ${join(session.languages.map((code) => languageLink(code, language)))}
      </ul>
    </nav>
    <main>
      <article lang="${language}">
        <p>${texts.publicNote}</p>
        ${frozen === null ? NOTHING : html`<p>${fill(texts.frozenOn, { date: instantIn(texts.locale, frozen.at) })}</p>`}
        ${synthesisArticle(synthesis, texts, figures)}
      </article>
    </main>`;
  return page(language, `${session.title || texts.untitled} – ${texts.synthesis}`, body);
}

const languageLink = (code: Lang, shown: Lang): Html =>
  html`<li>
    <a href="?lang=${code}" lang="${code}" hreflang="${code}" ${code === shown ? CURRENT : NOTHING}
      >${languageIn(exportTextsOf(code).locale, code)}</a
    >
  </li>`;
const CURRENT: Html = { markup: 'aria-current="page"' };

/** What takes the key from behind `#` and comes back with it: the server never sees it in an address. */
export const openingPage = (language: Lang, texts: ExportTexts): string =>
  page(
    language,
    texts.synthesis,
    html`<main>
        <p>${texts.publicOpening}</p>
        <noscript><p>${texts.publicNoScript}</p></noscript>
      </main>
      <script src="/p/open.js"></script>`,
  );

/** A sentence in place of the synthesis. */
export const closedPage = (language: Lang, title: string, sentence: string): string =>
  page(
    language,
    title,
    html`<main>
      <h1>${title}</h1>
      <p>${sentence}</p>
    </main>`,
  );

function page(language: Lang, title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/p/page.css" />
      </head>
      <body>
        ${body}
      </body>
    </html> `.markup;
}

/** `?open` says that it has been here: without cookies it would go round for ever. */
export const OPEN_SCRIPT = `const path = location.pathname;
fetch('/api/sessions/' + path.split('/')[2] + '/public-seat', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + location.hash.slice(1) },
}).finally(() => location.replace(path + '?open' + location.hash));
`;
