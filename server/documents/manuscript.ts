import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { instantIn, numberIn } from '#shared/i18n/readable.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { lookupsOf, type Lookups } from './lookups.ts';
import { blockParts } from './manuscript-blocks.ts';
import { briefParts } from './manuscript-brief.ts';
import { coverage, groupReports, situations } from './manuscript-groupings.ts';
import type { Cover, Manuscript, Part, Row } from './manuscript-shape.ts';
import { actionPlan, commitments, standing } from './manuscript-tables.ts';
import { entriesOf, heading, note, toldIn } from './manuscript-words.ts';

/** The whole synthesis, in the order in which every document gives it. */
export function manuscriptOf(synthesis: Synthesis, texts: ExportTexts): Manuscript {
  const lookups = lookupsOf(synthesis, texts);
  const entries = entriesOf(synthesis, texts, lookups);
  return {
    language: synthesis.language,
    title: synthesis.session.title || texts.untitled,
    cover: coverOf(synthesis, texts, lookups),
    brief: briefParts(synthesis, texts, lookups),
    contents: texts.contents,
    body: [
      ...howToRead(synthesis, texts),
      ...narrative(synthesis, texts),
      ...blockParts(synthesis, texts, lookups, entries),
      ...situations(synthesis, texts, lookups, entries),
      ...actionPlan(synthesis, texts, lookups, entries),
      ...commitments(synthesis, texts, lookups),
      ...standing(synthesis, texts, lookups),
      ...coverage(synthesis, texts),
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

function howToRead({ levels }: Synthesis, texts: ExportTexts): Part[] {
  const named = levels.map(({ level, label }) => `${numberIn(texts.locale, level)} ${label}`).join(', ');
  const lines = [
    texts.howCards,
    texts.howVotes,
    texts.howTerritories,
    `${texts.howMaturity}${named === '' ? '' : ` ${fill(texts.levels, { levels: named })}`}`,
  ];
  return [heading(1, texts.howToRead), ...lines.map((line) => note(line))];
}

function narrative(synthesis: Synthesis, texts: ExportTexts): Part[] {
  const told = toldIn(synthesis, synthesis, texts);
  return told.length === 0 ? [] : [heading(1, texts.narrative), ...told];
}
