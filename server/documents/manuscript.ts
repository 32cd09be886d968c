import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { instantIn, numberIn } from '#shared/i18n/readable.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { figuresOf } from './figures.ts';
import { leftOut, lookupsOf, type Lookups } from './lookups.ts';
import { blockParts } from './manuscript-blocks.ts';
import { briefParts } from './manuscript-brief.ts';
import { coverage, groupReports, similar, situations } from './manuscript-groupings.ts';
import { participation, polls } from './manuscript-people.ts';
import type { Cover, Manuscript, Part, Row } from './manuscript-shape.ts';
import { actionPlan, commitments, standing } from './manuscript-tables.ts';
import { entriesOf, heading, note, toldIn, type Entries } from './manuscript-words.ts';

/** The whole synthesis, in the order in which every document gives it. */
export function manuscriptOf(synthesis: Synthesis, texts: ExportTexts): Manuscript {
  const lookups = lookupsOf(synthesis, texts);
  const entries = entriesOf(synthesis, texts, lookups);
  const figures = figuresOf(synthesis, texts);
  return {
    language: synthesis.language,
    title: synthesis.session.title || texts.untitled,
    cover: coverOf(synthesis, texts, lookups),
    brief: briefParts(synthesis, texts, lookups),
    contents: texts.contents,
    body: [
      ...howToRead(synthesis, texts),
      ...narrative(synthesis, texts, entries),
      ...blockParts(synthesis, texts, lookups, entries, figures),
      ...similar(synthesis, texts, lookups, entries),
      ...situations(synthesis, texts, lookups, entries),
      ...actionPlan(synthesis, texts, lookups, entries),
      ...polls(synthesis, texts),
      ...commitments(synthesis, texts, lookups),
      ...standing(synthesis, texts, lookups, figures),
      ...coverage(synthesis, texts, figures),
      ...participation(synthesis, texts, lookups),
      ...groupReports(synthesis, texts, lookups, entries),
    ],
  };
}

function coverOf(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Cover {
  const { programme, asOf, blocks, cards, unreadable } = synthesis;
  const strip = blocks.map(({ id, hue }) => ({
    hue: hue ?? null,
    cards: cards.filter(({ block }) => block === id).length,
  }));
  const counts = blocks.map(({ id }, index) =>
    fill(texts.blockCount, { block: lookups.blockTitle(id), number: strip[index]?.cards ?? 0 }),
  );
  return {
    kind: texts.synthesis,
    subtitle: programme.subtitle,
    status: {
      text: asOf.isFinal ? texts.isFinal : fill(texts.isProvisional, { seq: asOf.seq }),
      isFinal: asOf.isFinal,
    },
    rows: coverRows(synthesis, texts),
    missing: unreadable.map(({ group, block, code }) =>
      fill(texts.unreadable, { group: lookups.roomName(group), block: lookups.blockTitle(block), code }),
    ),
    disclaimer: programme.disclaimer,
    strip,
    stripText: fill(texts.blockStrip, { counts: counts.join(', ') }),
  };
}

function coverRows({ programme, session }: Synthesis, texts: ExportTexts): Row[] {
  const rows = [
    { label: texts.organisers, value: programme.organisers.join('\n') },
    { label: texts.event, value: programme.event },
    { label: texts.sessionCode, value: programme.code },
    {
      label: texts.dateLabel,
      value: session.startsAt === null ? texts.dateUnknown : instantIn(texts.locale, session.startsAt),
    },
    { label: texts.thematicLine, value: programme.thematicLine },
    { label: texts.guideline, value: programme.guideline },
  ];
  return rows.filter(({ value }) => value !== '');
}

function howToRead(synthesis: Synthesis, texts: ExportTexts): Part[] {
  const { levels } = synthesis;
  const named = levels.map(({ level, label }) => `${numberIn(texts.locale, level)} ${label}`).join(', ');
  const lines = [
    texts.howCards,
    texts.howVotes,
    texts.howTerritories,
    `${texts.howMaturity}${named === '' ? '' : ` ${fill(texts.levels, { levels: named })}`}`,
    ...leftOut(synthesis, texts),
  ];
  return [heading(1, texts.howToRead), ...lines.map((line) => note(line))];
}

function narrative(synthesis: Synthesis, texts: ExportTexts, entries: Entries): Part[] {
  const { narrative: words, narrativeLang } = synthesis;
  const told = toldIn(synthesis, { narrative: words, narrativeLang }, texts, entries);
  return told.length === 0 ? [] : [heading(1, texts.narrative), ...told];
}
