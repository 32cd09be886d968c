import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { languageIn, numberIn } from '#shared/i18n/readable.ts';
import type { Counted, Synthesis } from '#shared/synthesis/synthesis.ts';
import { roleIn, type Lookups } from './lookups.ts';
import type { Cell, Part, Table } from './manuscript-shape.ts';
import { column } from './manuscript-tables.ts';
import { cell, heading, noteOn } from './manuscript-words.ts';

/** How the answers fell to what everybody was asked, a table for each question. */
export function polls(synthesis: Synthesis, texts: ExportTexts): Part[] {
  const asked = pollTables(synthesis, texts);
  return asked.length === 0 ? [] : [heading(1, texts.polls), noteOn(texts.pollsNote), ...asked];
}

export const pollTables = ({ polls = [] }: Synthesis, texts: ExportTexts): Table[] =>
  polls.map(({ text, options }) => ({
    kind: 'table',
    caption: text,
    columns: [column(texts.columnAnswer, 75), { ...column(texts.columnAnswers, 25), isNumber: true }],
    rows: options.map(({ text: option, count }) => [cell(option), cell(numberIn(texts.locale, count))]),
  }));

/** Who took part, by how many: no person in it. */
export function participation(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Part[] {
  const tables = participationTables(synthesis, texts, lookups);
  if (tables.length === 0) return [];
  return [heading(1, texts.participation), noteOn(texts.participationNote), ...tables];
}

export function participationTables(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Table[] {
  const byKind = countedBy(synthesis, texts, lookups);
  return byKind.map(({ caption, title, rows }) => {
    const hasPresent = rows.some(({ present }) => present !== undefined);
    const number = (count: number | undefined): Cell =>
      cell(count === undefined ? texts.none : numberIn(texts.locale, count));
    const columns = [column(title, 60), { ...column(texts.columnPeople, 20), isNumber: true as const }];
    return {
      kind: 'table',
      caption,
      columns: hasPresent ? [...columns, { ...column(texts.columnPresent, 20), isNumber: true }] : columns,
      rows: rows.map(({ name, people, present }) => [
        cell(name),
        number(people),
        ...(hasPresent ? [number(present)] : []),
      ]),
    };
  });
}

type CountedBy = { caption: string; title: string; rows: ({ name: string } & Counted)[] };

/** The counts with the names of what they count, those of each kind together; a kind of which there are none is left out. */
export function countedBy({ participation }: Synthesis, texts: ExportTexts, lookups: Lookups): CountedBy[] {
  if (!participation) return [];
  const { roles, languages, territories } = participation;
  const kinds = [
    {
      caption: texts.participationRoles,
      title: texts.columnRole,
      rows: roles.map(({ role, ...counted }) => ({ name: roleIn(texts, role), ...counted })),
    },
    {
      caption: texts.participationLanguages,
      title: texts.columnLanguage,
      rows: languages.map(({ lang, ...counted }) => ({ name: languageIn(texts.locale, lang), ...counted })),
    },
    {
      caption: texts.participationTerritories,
      title: texts.columnTerritory,
      rows: territories.map(({ territory, ...counted }) => ({
        name:
          territory === null
            ? texts.participationElsewhere
            : (lookups.territoryNames([territory])[0] ?? territory),
        ...counted,
      })),
    },
  ];
  return kinds.filter(({ rows }) => rows.length > 0);
}
