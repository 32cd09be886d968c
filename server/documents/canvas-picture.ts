import PDFDocument from 'pdfkit';
import { columnsOf, lookOf, type ZoneLook } from '#shared/canvas/board.ts';
import { pathThrough, routeThreads, type BoardLayout, type Box } from '#shared/canvas/thread-routes.ts';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Id } from '#shared/session/state.ts';
import type { Synthesis, SynthesisCard, SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import type { Picture } from './figure-drawing.ts';
import { html, join, type Html } from './html.ts';
import { lookupsOf, type Lookups } from './lookups.ts';
import type { Entry } from './manuscript-shape.ts';
import { entriesOf, type Entries } from './manuscript-words.ts';
import { blockGround, INK, INK_QUIET, LINE, ZONES } from './palette.ts';
import { Typesetter, type Line, type Look } from './pdf-words.ts';
import { pictureOf } from './pixels.ts';
import type { Typeface } from './typefaces.ts';

/** In the picture's own pixels. */
const CARD = { width: 236, pad: 10, apart: 8, least: 56 };
const ZONE = { pad: 12, head: 44, apart: 22 };
const BOARD = { side: 30, head: 92, foot: 30, apart: 30, least: 900 };
/** Boards are at most so much higher than wide, and zones get so many cards side by side for it. */
const TALL = 0.7;
const MOST_ACROSS = 48;
/** Of a card that is longer the documents have the rest. */
const MOST_LINES = 16;

const look = (size: number, more: Partial<Look> = {}): Look => ({
  face: 'interface',
  size,
  leading: 1.32,
  ...more,
});
const LOOKS = {
  title: look(24, { face: 'reading', isBold: true }),
  note: look(14, { color: INK_QUIET }),
  zone: look(16, { isBold: true }),
  number: look(11.5, { isBold: true, color: INK_QUIET }),
  text: look(14.5),
  facts: look(11.5, { color: INK_QUIET }),
};
const FACES: Record<Typeface, { family: string; weight: number }> = {
  interface: { family: 'Asap', weight: 400 },
  interfaceBold: { family: 'Asap', weight: 700 },
  reading: { family: 'Alegreya', weight: 400 },
  readingBold: { family: 'Alegreya', weight: 700 },
  arabic: { family: 'Noto Sans Arabic', weight: 400 },
};

/** That picture as a PNG. */
export const canvasPng = (
  input: SynthesisInput,
  synthesis: Synthesis,
  address: Address,
  texts: ExportTexts,
): Buffer => pictureOf(canvasPicture(input, synthesis, address, texts, typesetter()));

/** One for all pictures of a thread: it remembers how wide words are. */
let setter: Typesetter | null = null;
const typesetter = (): Typesetter => (setter ??= new Typesetter(new PDFDocument({ autoFirstPage: false })));

/** All pictures of a synthesis number its cards alike: they are numbered once. */
const readings = new WeakMap<Synthesis, { lookups: Lookups; entries: Entries }>();
function readingOf(synthesis: Synthesis, texts: ExportTexts) {
  const known = readings.get(synthesis);
  if (known) return known;
  const lookups = lookupsOf(synthesis, texts);
  const reading = { lookups, entries: entriesOf(synthesis, texts, lookups) };
  readings.set(synthesis, reading);
  return reading;
}

type Address = { group: Id; block: Id };
type LaidCard = { id: Id; look: ZoneLook; lines: Line[]; height: number; box: Box };
type LaidZone = { title: Line[]; count: number; cards: LaidCard[]; box: Box };

/**
 * A canvas as its board, to look at without Minga: every card that the synthesis has of it under its number there, nobody's name, and
 * the threads between them. Zones grow wider rather than the picture endless.
 */
export function canvasPicture(
  input: SynthesisInput,
  synthesis: Synthesis,
  { group, block }: Address,
  texts: ExportTexts,
  words: Typesetter,
): Picture {
  const { lookups, entries } = readingOf(synthesis, texts);
  const cards = synthesis.cards.filter((card) => card.group === group && card.block === block);
  const icons = new Map(input.scenario.zones.map(({ id, icon }) => [id, icon ?? '']));
  const zones = (lookups.block(block)?.zones ?? []).map(({ id, title }) => {
    const own = cards.filter((card) => card.zone === id);
    const kind = lookOf(icons.get(id) ?? '');
    return { title, cards: own.map((card) => laidCard(card, entries.whole(card, false), kind, words)) };
  });
  const { layout, columns, width, height } = laidOut(columnsOf(zones), words);
  const hue = lookups.block(block)?.hue ?? null;
  const threads = input.canvases.find((one) => one.group === group && one.block === block)?.threads ?? [];
  const ties = threads.map(({ id, from, to }) => ({ thread: id, from, to }));
  const colour = `#${blockGround(hue).fill}`;
  const lines = [...routeThreads(ties, layout).values()].map((corners) => {
    const ends = [corners[0], corners.at(-1)].flatMap((end) => (end ? [end] : []));
    return html`<path d="${pathThrough(corners)}" fill="none" stroke="${colour}" stroke-width="2" />${join(
        ends.map(
          ({ x, y }) =>
            html`<circle cx="${x}" cy="${y}" r="3.5" fill="#FFFFFF" stroke="${colour}" stroke-width="2" />`,
        ),
      )}`;
  });
  const title = words.lines(
    [
      { block: lookups.block(block)?.number ?? 0, hue },
      { text: `  ${lookups.block(block)?.title ?? block}` },
    ],
    LOOKS.title,
    width - 2 * BOARD.side,
  );
  const note = fill(texts.total, { label: texts.totalCards, number: cards.length });
  const head = words.lines(
    [{ text: `${lookups.roomName(group)} · ${note}` }],
    LOOKS.note,
    width - 2 * BOARD.side,
  );
  const svg = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <rect width="${width}" height="${height}" fill="#F3F4F0" />
    <rect width="${width}" height="6" fill="${colour}" />
    ${[
      ...title.slice(0, 1).map((line) => lineAt(line, BOARD.side, 24)),
      ...head.slice(0, 1).map((line) => lineAt(line, BOARD.side, 60)),
      ...columns.flat().map((zone) => zoneIn(zone, words)),
      ...lines,
    ].reduce((all, one) => join([all, one]))}
  </svg>`;
  return { svg: svg.markup, width, height };
}

function laidCard(card: SynthesisCard, entry: Entry, kind: ZoneLook, words: Typesetter): LaidCard {
  const room = CARD.width - 2 * CARD.pad;
  const told = words.lines([entry.text], LOOKS.text, room);
  const kept = told.slice(0, MOST_LINES);
  const lines = [
    ...words.lines([{ text: entry.number ?? '' }], LOOKS.number, room),
    ...kept,
    ...(told.length > MOST_LINES ? words.lines([{ text: '…' }], LOOKS.text, room) : []),
    ...(entry.facts.length === 0 ? [] : words.lines([{ text: entry.facts.join(' · ') }], LOOKS.facts, room)),
  ];
  const height = Math.max(CARD.least, tall(lines) + 2 * CARD.pad);
  return { id: card.ref.split('/')[2] ?? '', look: kind, lines, height, box: NOWHERE };
}

const NOWHERE: Box = { left: 0, top: 0, right: 0, bottom: 0 };
const tall = (lines: readonly Line[]): number => lines.reduce((sum, { height }) => sum + height, 0);

type Zone = { title: string; cards: LaidCard[] };

function laidOut(columns: readonly Zone[][], words: Typesetter) {
  const across: number[] = columns.map((_, index) =>
    index < columns.length - 1 && columns.length > 2 ? 2 : 1,
  );
  const widthOf = (index: number) =>
    (across[index] ?? 1) * (CARD.width + CARD.apart) - CARD.apart + 2 * ZONE.pad;
  const boardWidth = () =>
    columns.reduce((sum, _, index) => sum + widthOf(index) + BOARD.apart, 2 * BOARD.side - BOARD.apart);
  const heights = () => columns.map((zones, index) => columnHeight(zones, across[index] ?? 1));
  for (let all = heights(); ; all = heights()) {
    const highest = all.indexOf(Math.max(...all));
    const isFull = across.reduce((sum, one) => sum + one, 0) >= MOST_ACROSS;
    if (isFull || (all[highest] ?? 0) <= Math.max(BOARD.least, boardWidth() * TALL)) break;
    across[highest] = (across[highest] ?? 1) + 1;
  }
  const bottom = BOARD.head + Math.max(0, ...heights());
  const layout: BoardLayout = { columns: [], cards: new Map() };
  let left = BOARD.side;
  const laid = columns.map((zones, index) => {
    const right = left + widthOf(index);
    let top = BOARD.head;
    const shown = zones.map((zone, place): LaidZone => {
      const end = place === zones.length - 1 ? bottom : top + zoneHeight(zone, across[index] ?? 1);
      const box = { left, top, right, bottom: end };
      const cards = placed(zone, across[index] ?? 1, box);
      for (const { id, box: at } of cards) layout.cards.set(id, { ...at, zone: box, column: index });
      top = end + ZONE.apart;
      return {
        title: words.lines([{ text: zone.title }], LOOKS.zone, right - left - 80),
        count: zone.cards.length,
        cards,
        box,
      };
    });
    layout.columns.push({ left, right, zones: shown.map(({ box }) => box) });
    left = right + BOARD.apart;
    return shown;
  });
  return { layout, columns: laid, width: Math.ceil(boardWidth()), height: Math.ceil(bottom + BOARD.foot) };
}

/** Cards in rows of equal height, so that threads find their way between them. */
const rowsOf = ({ cards }: Zone, across: number): LaidCard[][] =>
  Array.from({ length: Math.ceil(cards.length / across) }, (_, row) =>
    cards.slice(row * across, (row + 1) * across),
  );
const rowHeight = (row: readonly LaidCard[]): number => Math.max(...row.map(({ height }) => height));
const zoneHeight = (zone: Zone, across: number): number =>
  ZONE.head +
  ZONE.pad +
  Math.max(
    CARD.least,
    rowsOf(zone, across).reduce((sum, row) => sum + rowHeight(row) + CARD.apart, 0),
  );
const columnHeight = (zones: readonly Zone[], across: number): number =>
  zones.reduce((sum, zone) => sum + zoneHeight(zone, across) + ZONE.apart, -ZONE.apart);

function placed(zone: Zone, across: number, box: Box): LaidCard[] {
  let top = box.top + ZONE.head;
  return rowsOf(zone, across).flatMap((row) => {
    const bottom = top + rowHeight(row);
    const cards = row.map((card, index) => {
      const left = box.left + ZONE.pad + index * (CARD.width + CARD.apart);
      return { ...card, box: { left, top, right: left + CARD.width, bottom } };
    });
    top = bottom + CARD.apart;
    return cards;
  });
}

const SHAPES: Record<ZoneLook, { fill: string; line: string; radius: number; dash: string }> = {
  exists: { fill: 'DFEBD9', line: 'A9C19E', radius: 3, dash: 'none' },
  actors: { fill: 'DCE9F3', line: 'A3BFD6', radius: 14, dash: 'none' },
  gaps: { ...ZONES.gap, radius: 3, dash: '5 3' },
  levers: { ...ZONES.lever, radius: 3, dash: 'none' },
  actions: { fill: 'FFFFFF', line: 'B5BCB5', radius: 3, dash: 'none' },
};

function zoneIn({ title, count, cards, box }: LaidZone, words: Typesetter): Html {
  const number = words.lines([{ text: String(count) }], LOOKS.note, 40)[0];
  return join([
    rect(box, { fill: 'F8F9F6', line: LINE, radius: 6, dash: 'none' }),
    ...title.slice(0, 1).map((line) => lineAt(line, box.left + ZONE.pad, box.top + 13)),
    ...(number ? [lineAt(number, box.right - ZONE.pad - number.width, box.top + 14)] : []),
    ...cards.map(cardIn),
  ]);
}

function cardIn({ look: kind, lines, box }: LaidCard): Html {
  let y = box.top + CARD.pad - 2;
  const drawn = lines.map((line) => {
    const at = line.isTurned
      ? box.right - CARD.pad - line.width
      : box.left + CARD.pad + (kind === 'actions' ? 3 : 0);
    const one = lineAt(line, at, y);
    y += line.height;
    return one;
  });
  const { right, top } = box;
  const more =
    kind === 'actions'
      ? [html`<rect x="${box.left}" y="${top}" width="5" height="${box.bottom - top}" fill="#${INK}" />`]
      : kind === 'levers'
        ? [
            html`<path d="M${right - 14} ${top - 1}H${right + 1}V${top + 14}Z" fill="#F8F9F6" /><path
                d="M${right - 14} ${top}L${right} ${top + 14}H${right - 14}Z"
                fill="#${SHAPES.levers.line}"
              />`,
          ]
        : [];
  return join([rect(box, SHAPES[kind]), ...more, ...drawn]);
}

const rect = (
  { left, top, right, bottom }: Box,
  { fill: ground, line, radius, dash }: (typeof SHAPES)['exists'],
): Html =>
  html`<rect
    x="${left}"
    y="${top}"
    width="${right - left}"
    height="${bottom - top}"
    rx="${radius}"
    fill="#${ground}"
    stroke="#${line}"
    stroke-width="1.25"
    stroke-dasharray="${dash}"
  />`;

function lineAt({ pieces, height }: Line, x: number, y: number): Html {
  let at = x;
  return join(
    pieces.map(({ text, face, size, color, width, ground }) => {
      const { family, weight } = FACES[face];
      const left = at;
      at += width;
      const behind = ground
        ? html`<rect
            x="${left}"
            y="${y + (height - size * 1.32) / 2}"
            width="${width}"
            height="${size * 1.32}"
            rx="2"
            fill="#${ground}"
          />`
        : html``;
      return html`${behind}<text
          x="${left}"
          y="${y + height * 0.76}"
          font-family="${family}"
          font-weight="${weight}"
          font-size="${size}"
          fill="#${color}"
          xml:space="preserve"
          >${text}</text
        >`;
    }),
  );
}
