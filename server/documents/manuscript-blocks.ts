import { ARGUMENT_ZONES } from '#shared/canvas/argument.ts';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Ref } from '#shared/session/state.ts';
import { remainingZones } from '#shared/synthesis/reading.ts';
import type { Synthesis, SynthesisBlock } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { figureParts, type Figure } from './figures.ts';
import type { Lookups } from './lookups.ts';
import type { Entry, Part, Threads } from './manuscript-shape.ts';
import { threadTable } from './manuscript-tables.ts';
import { blockNumber, heading, note, toldIn, onNewPage, type Entries } from './manuscript-words.ts';

/** Block by block, every card once: in an argument, among the gaps left open, or in its zone. */
export function blockParts(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
  figures: readonly Figure[],
): Part[] {
  const threads = figureParts(figures, 'threads');
  return [
    onNewPage(heading(1, texts.byBlock)),
    ...threads,
    ...(threads.length === 0 ? [] : [threadTable(synthesis, texts, lookups)]),
    ...synthesis.blocks.flatMap((block) => blockPart(block, synthesis, texts, lookups, entries)),
  ];
}

function blockPart(
  block: SynthesisBlock,
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
): Part[] {
  const cards = synthesis.cards.filter((card) => card.block === block.id);
  // A group is worth naming where several worked on the block.
  const areMany = new Set(cards.map(({ group }) => group)).size > 1;
  const list = (title: string, refs: readonly Ref[]): Part[] =>
    refs.length === 0
      ? []
      : [
          heading(3, title),
          { kind: 'cards', entries: lookups.cards(refs).map((card) => entries.whole(card, areMany)) },
        ];
  return [
    {
      ...heading(2, ` ${block.title}`),
      runs: [...blockNumber(block.id, lookups), { text: ` ${block.title}` }],
      hue: block.hue ?? null,
    },
    ...toldIn(synthesis, block, texts, entries),
    ...(cards.length === 0 ? [note(texts.noCards)] : []),
    ...threadParts(block, texts, lookups, entries, areMany),
    ...list(texts.openGaps, block.openGaps),
    ...remainingZones(block).flatMap((zone) => list(zoneTitle(block, zone, texts), zone.cards)),
    ...mostChosen(block, texts, entries),
  ];
}

/** Of levers and actions only those are left in their zones that no thread reaches. */
function zoneTitle(
  block: SynthesisBlock,
  { id, title }: { id: string; title: string },
  texts: ExportTexts,
): string {
  const isOfThreads = id === ARGUMENT_ZONES.levers || id === ARGUMENT_ZONES.actions;
  const hasGaps = block.zones.some((zone) => zone.id === ARGUMENT_ZONES.gaps);
  return isOfThreads && hasGaps ? fill(texts.unlinked, { zone: title }) : title;
}

function threadParts(
  block: SynthesisBlock,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
  areMany: boolean,
): Part[] {
  if (block.arguments.length === 0) return [];
  const shown = new Set<Ref>();
  /** In full where it comes first, a lever that answers two gaps; after that its number alone. */
  const entry = (ref: Ref): Entry[] =>
    lookups.cards([ref]).map((card) => {
      if (shown.has(ref)) return entries.again(card);
      shown.add(ref);
      return entries.whole(card, areMany);
    });
  const rows = block.arguments.flatMap(({ gap, levers, actions }): Threads['rows'] =>
    entry(gap).map((first) => ({
      gap: first,
      levers: levers.flatMap(entry),
      actions: actions.flatMap(entry),
    })),
  );
  const titleOf = (zone: string) => lookups.zoneTitle(block.id, zone);
  return [
    heading(3, texts.arguments),
    {
      kind: 'threads',
      columns: {
        gap: titleOf(ARGUMENT_ZONES.gaps),
        lever: titleOf(ARGUMENT_ZONES.levers),
        action: titleOf(ARGUMENT_ZONES.actions),
      },
      noLever: texts.noLever,
      noAction: texts.noAction,
      rows,
    },
  ];
}

function mostChosen(block: SynthesisBlock, texts: ExportTexts, entries: Entries): Part[] {
  if (block.mostChosen.length === 0) return [];
  const numbers = block.mostChosen.map(entries.number).join(', ');
  return [heading(3, texts.mostChosen), note(fill(texts.situationCards, { numbers }))];
}
