import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { DrawnFigure, FigureId } from '#shared/protocol/figures.ts';
import { dueIn, instantIn, languageIn, numberIn } from '#shared/i18n/readable.ts';
import type { Synthesis, SynthesisBlock, SynthesisCard } from '#shared/synthesis/synthesis.ts';
import { toldWithCards } from '#shared/synthesis/references.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { chosenSituations, labelledTotals, leftOut, lookupsOf, statusIn, type Lookups } from './lookups.ts';
import { inPage } from './figure-colours.ts';
import { html, join, NOTHING, type Html } from './html.ts';
import { coverageTables } from './manuscript-groupings.ts';
import { participationTables, pollTables } from './manuscript-people.ts';
import { isBlockNumber, type Run, type Table } from './manuscript-shape.ts';
import { medians, spreadTable, standingTables, threadTable } from './manuscript-tables.ts';

/** What every part of the page draws from. */
type Drawing = {
  synthesis: Synthesis;
  texts: ExportTexts;
  lookups: Lookups;
  figures: readonly DrawnFigure[];
};

/** The whole synthesis as one article, in the order of the other documents. Without `figures` their tables stand alone. */
export function synthesisArticle(
  synthesis: Synthesis,
  texts: ExportTexts,
  figures: readonly DrawnFigure[],
): Html {
  const drawing = { synthesis, texts, lookups: lookupsOf(synthesis, texts), figures };
  return join([
    head(drawing),
    howToRead(drawing),
    narrative(drawing),
    html`<h2>${texts.byBlock}</h2>`,
    figure(drawing, 'threads', threadTable(synthesis, texts, lookupsOf(synthesis, texts))),
    ...synthesis.blocks.map((block) => blockSection(drawing, block)),
    situations(drawing),
    actionPlan(drawing),
    polls(drawing),
    commitments(drawing),
    maturity(drawing),
    coverage(drawing),
    participation(drawing),
    reports(drawing),
  ]);
}

function head({ synthesis, texts, lookups }: Drawing): Html {
  const { session, asOf, unreadable } = synthesis;
  const date = session.startsAt === null ? null : instantIn(texts.locale, session.startsAt);
  return html`<h1>${session.title || texts.untitled}</h1>
    <p>${texts.synthesis}<br />${date === null ? texts.dateNotSet : fill(texts.date, { date })}</p>
    <p>${asOf.isFinal ? texts.isFinal : fill(texts.isProvisional, { seq: asOf.seq })}</p>
    ${join(
      unreadable.map(
        ({ group, block, code }) =>
          html`<p>
            <strong
              >${fill(texts.unreadable, {
                group: lookups.groupName(group),
                block: lookups.blockTitle(block),
                code,
              })}</strong
            >
          </p>`,
      ),
    )}
    <dl class="totals">
      ${join(
        labelledTotals(synthesis, texts).map(
          ([label, number]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${numberIn(texts.locale, number)}</dd>
            </div>`,
        ),
      )}
    </dl>`;
}

function howToRead({ synthesis, texts }: Drawing): Html {
  const levels = synthesis.levels.map(({ level, label }) => `${level} ${label}`).join(', ');
  const sentences = [
    texts.howCards,
    texts.howVotes,
    texts.howTerritories,
    `${texts.howMaturity}${levels === '' ? '' : ` ${fill(texts.levels, { levels })}`}`,
    ...leftOut(synthesis, texts),
  ];
  return html`<h2>${texts.howToRead}</h2>
    ${join(sentences.map((sentence) => html`<p>${sentence}</p>`))}`;
}

function narrative(drawing: Drawing): Html {
  const { synthesis, texts } = drawing;
  if (synthesis.narrativeLang === null) return NOTHING;
  return html`<h2>${texts.narrative}</h2>
    ${narrated(drawing, synthesis.narrative, synthesis.narrativeLang)}`;
}

function blockSection(drawing: Drawing, block: SynthesisBlock): Html {
  const { synthesis, texts, lookups } = drawing;
  const cards = synthesis.cards.filter((card) => card.block === block.id);
  const list = (title: string, refs: readonly string[]) =>
    refs.length === 0
      ? NOTHING
      : html`<h4>${title}</h4>
          <ul>
            ${join(lookups.cards(refs).map((card) => html`<li>${cardWords(drawing, card)}</li>`))}
          </ul>`;
  return html`<section>
    <h3>${lookups.blockTitle(block.id)}</h3>
    ${block.narrativeLang === null ? NOTHING : narrated(drawing, block.narrative, block.narrativeLang, block.id)}
    ${cards.length === 0 ? html`<p>${texts.noCards}</p>` : NOTHING}
    ${join(block.zones.map(({ title, cards: refs }) => list(title, refs)))} ${argumentsOf(drawing, block)}
    ${list(texts.openGaps, block.openGaps)} ${list(texts.mostChosen, block.mostChosen)}
    ${similar(drawing, block)}
  </section> `;
}

function similar({ texts, lookups }: Drawing, { similar = [] }: SynthesisBlock): Html {
  if (similar.length === 0) return NOTHING;
  const lists = similar.map(
    (refs) =>
      html`<li>
        <ul>
          ${join(lookups.cards(refs).map((card) => html`<li>${words(card)}</li>`))}
        </ul>
      </li>`,
  );
  return html`<details>
    <summary>${texts.similar}</summary>
    <p>${texts.similarNote}</p>
    <ol>
      ${join(lists)}
    </ol>
  </details>`;
}

function argumentsOf(drawing: Drawing, block: SynthesisBlock): Html {
  const { texts, lookups } = drawing;
  if (block.arguments.length === 0) return NOTHING;
  const named = (template: string, refs: readonly string[]) =>
    lookups.cards(refs).map((card) => html`<li>${fill(template, { text: '' }).trim()} ${words(card)}</li>`);
  const trees = block.arguments.map(
    ({ gap, levers, actions }) =>
      html`<li>
        ${join(lookups.cards([gap]).map((card) => html`${fill(texts.argumentGap, { text: '' }).trim()} ${words(card)}`))}
        <ul>
          ${join([...named(texts.argumentLever, levers), ...named(texts.argumentAction, actions)])}
        </ul>
      </li>`,
  );
  return html`<h4>${texts.arguments}</h4>
    <ul>
      ${join(trees)}
    </ul>`;
}

function situations(drawing: Drawing): Html {
  const { synthesis, texts, lookups } = drawing;
  if (synthesis.situations.length === 0) return NOTHING;
  const { chosen, others } = chosenSituations(synthesis, texts);
  const sections = chosen.map(({ title, territories, cards }) => {
    const names = lookups.territoryNames(territories).join(', ');
    return html`<h3>${title}</h3>
      <p>${fill(texts.situationTerritories, { names })}</p>
      <ul>
        ${join(lookups.cards(cards).map((card) => html`<li>${words(card)} <small>${lookups.blockTitle(card.block)}</small></li>`))}
      </ul>`;
  });
  return html`<section>
    <h2>${texts.bySituation}</h2>
    ${join(sections)} ${others === '' ? NOTHING : html`<p>${others}</p>`}
  </section>`;
}

function actionPlan({ synthesis, texts, lookups }: Drawing): Html {
  const rows = synthesis.actions.flatMap(({ ref, owner, due, status, votes }) =>
    lookups
      .cards([ref])
      .map((card) => [
        html`${lookups.blockTitle(card.block)}`,
        words(card),
        html`${lookups.territoryNames(card.territories).join(', ') || texts.none}`,
        html`${owner ?? texts.ownerOpen}`,
        html`${due === null ? texts.dueOpen : dueIn(texts.locale, due)}`,
        html`${numberIn(texts.locale, votes)}`,
        html`${statusIn(texts, status)}`,
      ]),
  );
  const columns = [
    texts.columnBlock,
    texts.columnAction,
    texts.columnTerritories,
    texts.columnOwner,
    texts.columnDue,
    texts.columnVotes,
    texts.columnStatus,
  ];
  return html`<section>
    <h2>${texts.actionPlan}</h2>
    ${table(columns, rows, texts.noActions)}
  </section>`;
}

function commitments({ synthesis, texts, lookups }: Drawing): Html {
  const rows = (synthesis.commitments ?? []).map(({ text, lang, due, territory }) => [
    html`<span lang="${lang}" dir="auto">${text}</span>`,
    html`${territory === null ? texts.none : lookups.territoryNames([territory]).join(', ')}`,
    html`${due === null ? texts.dueOpen : dueIn(texts.locale, due)}`,
  ]);
  if (rows.length === 0) return NOTHING;
  const columns = [texts.columnCommitment, texts.columnTerritory, texts.columnDue];
  return html`<section>
    <h2>${texts.commitments}</h2>
    <p>${texts.commitmentsNote}</p>
    ${table(columns, rows, texts.none)}
  </section>`;
}

const polls = ({ synthesis, texts }: Drawing): Html =>
  captioned(texts.polls, texts.pollsNote, pollTables(synthesis, texts));

const participation = ({ synthesis, texts, lookups }: Drawing): Html =>
  captioned(texts.participation, texts.participationNote, participationTables(synthesis, texts, lookups));

function captioned(title: string, note: string, tables: readonly Parameters<typeof plainTable>[0][]): Html {
  if (tables.length === 0) return NOTHING;
  return html`<section>
    <h2>${title}</h2>
    <p>${note}</p>
    ${join(
      tables.map(
        (one) =>
          html`<h3>${one.caption}</h3>
            ${plainTable(one)}`,
      ),
    )}
  </section>`;
}

function maturity(drawing: Drawing): Html {
  const { synthesis, texts, lookups } = drawing;
  const number = (value: number | null) => (value === null ? texts.none : numberIn(texts.locale, value));
  const rows = synthesis.maturity.map(
    ({ territory, block, min, max, median, count, unknown, levels, provisional, evidence }) => [
      html`${lookups.territoryNames([territory]).join(', ')}`,
      html`${lookups.blockTitle(block)}`,
      html`${min === null || max === null ? texts.none : min === max ? min : fill(texts.spread, { min, max })}`,
      html`${number(median)}`,
      html`${number(count)}`,
      html`${number(unknown)}`,
      evidence.length > 0
        ? join(evidence.map((one) => html`<p dir="auto">${one}</p>`))
        : html`${count > 0 && String(levels) === String(provisional) ? texts.isProvisionalLevel : texts.none}`,
    ],
  );
  const columns = [
    texts.columnTerritory,
    texts.columnBlock,
    texts.columnSpread,
    texts.columnMedian,
    texts.columnCount,
    texts.columnUnknown,
    texts.columnEvidence,
  ];
  return html`<section>
    <h2>${texts.maturity}</h2>
    ${
      rows.length === 0
        ? NOTHING
        : join([
            figure(drawing, 'spread', spreadTable(synthesis, texts, lookups)),
            ...standingTables(synthesis, texts).map((one) => figure(drawing, 'standing', one)),
            ...medians(synthesis, texts, lookups).map((one) => figure(drawing, 'medians', one)),
          ])
    }
    ${table(columns, rows, texts.noMaturity)}
  </section>`;
}

function coverage(drawing: Drawing): Html {
  const { synthesis, texts } = drawing;
  const [first, ...others] = coverageTables(synthesis, texts);
  if (!first) return NOTHING;
  return html`<section>
    <h2>${texts.coverage}</h2>
    <p>${texts.coverageNote}</p>
    ${figure(drawing, 'coverage', first)} ${join(others.map(plainTable))}
  </section>`;
}

/** Drawings, and under them what they say as a table: for who does not see them, and for every number. */
function figure({ texts, figures }: Drawing, id: FigureId, rows: Table): Html {
  const shown = figures.filter((one) => one.id === id);
  if (shown.length === 0) return plainTable(rows);
  const drawings = shown.map(
    ({ caption, wide, narrow }) =>
      html`<figure>
        <figcaption>${caption}</figcaption>
        <div class="drawing for-wide" role="img" aria-label="${caption}">${{ markup: inPage(wide) }}</div>
        <div class="drawing for-narrow" role="img" aria-label="${caption}">${{ markup: inPage(narrow) }}</div>
      </figure>`,
  );
  return html`${join(drawings)}
    <details>
      <summary>${texts.figureAsTable}</summary>
      ${plainTable(rows)}
    </details>`;
}

const plainTable = ({ columns, rows }: Table): Html =>
  table(
    columns.map(({ title }) => plainText(title)),
    rows.map((cells) => cells.map(({ runs }) => html`${plainText(runs)}`)),
    '',
  );

const plainText = (runs: readonly Run[]): string =>
  runs.map((run) => (isBlockNumber(run) ? `${run.block}.` : run.text)).join('');

function reports({ synthesis, texts, lookups }: Drawing): Html {
  const sheets = synthesis.groups.flatMap((group) =>
    group.reports.map(({ block, action, question, lines, lang }) => {
      const title = fill(texts.reportTitle, { group: group.name, block: lookups.blockTitle(block) });
      const chosen = lookups.cards(action === null ? [] : [action]);
      return html`<h3>${title}</h3>
        ${join(chosen.map((card) => html`<p>${fill(texts.reportAction, { text: '' }).trim()} ${words(card)}</p>`))}
        ${question.trim() === '' ? NOTHING : html`<p>${fill(texts.reportQuestion, { text: '' }).trim()} <span lang="${lang}" dir="auto">${question}</span></p>`}
        ${lines.trim() === '' ? NOTHING : told(lines, lang)}`;
    }),
  );
  return html`<section>
    <h2>${texts.reports}</h2>
    ${sheets.length === 0 ? html`<p>${texts.noReports}</p>` : join(sheets)}
  </section>`;
}

/** A narrative, the words of each card in the place where it names one. */
function narrated({ synthesis, texts }: Drawing, text: string, lang: string, block = ''): Html {
  const parts = toldWithCards(text, synthesis.cards, block).map((part) =>
    typeof part === 'string'
      ? html`${part}`
      : part === null
        ? html`${texts.cardGone}`
        : html`<q lang="${part.lang}" dir="auto">${shortened(part.text)}</q>`,
  );
  return html`<p class="told" lang="${lang}" dir="auto">${join(parts)}</p>`;
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= 90 ? line : `${line.slice(0, 89).trimEnd()}…`;
};

const told = (text: string, lang: string): Html =>
  html`<p class="told" lang="${lang}" dir="auto">${text}</p>`;

/** A card's words in their own language, so that they are read aloud and broken into lines as such. */
const words = ({ text, lang }: SynthesisCard): Html =>
  html`<span class="words" lang="${lang}" dir="auto">${text}</span>`;

function cardWords({ synthesis, texts, lookups }: Drawing, card: SynthesisCard): Html {
  const { lang, original, votes, territories } = card;
  const named = (of: string) => ({ language: languageIn(texts.locale, of) });
  const facts = [
    ...lookups.territoryNames(territories),
    ...(original
      ? [
          fill(texts.translatedFrom, named(original.lang)),
          ...(original.isStale ? [texts.translationIsStale] : []),
        ]
      : lang === synthesis.language
        ? []
        : [fill(texts.inLanguage, named(lang))]),
    ...(votes === 0 ? [] : [fill(texts.votes, { number: numberIn(texts.locale, votes) })]),
  ];
  return html`${words(card)}${facts.length === 0 ? NOTHING : html` <small>${facts.join(', ')}</small>`}`;
}

function table(columns: readonly string[], rows: readonly Html[][], none: string): Html {
  if (rows.length === 0) return html`<p>${none}</p>`;
  return html`<div class="wide" tabindex="0">
    <table>
      <thead>
        <tr>
          ${join(columns.map((title) => html`<th scope="col">${title}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${join(
          rows.map(
            (row) =>
              html`<tr>
                ${join(row.map((cell) => html`<td>${cell}</td>`))}
              </tr>`,
          ),
        )}
      </tbody>
    </table>
  </div>`;
}
