import { MARKER } from './arena.ts';
import { contents, type Struct } from './forged-update.ts';

/** How many clocks a forged card with a text takes. */
export const CARD_LENGTH = 8 + MARKER.length;

/** The nine items of a card, the map at `clock`, with values put over the good ones; undefined leaves one out. */
export function forgedCard(
  client: number,
  clock: number,
  id: string,
  over: Record<string, unknown>,
): Struct[] {
  const good: [string, unknown][] = [
    ['zone', 'gaps'],
    ['rank', 'a1'],
    ['author', 'nobody'],
    ['territory', null],
    ['lang', 'fr'],
    ['at', 1],
  ];
  const values = [...good.filter(([key]) => !Object.hasOwn(over, key)), ...Object.entries(over)];
  const fields = values.flatMap(([key, value]): Struct[] =>
    value === undefined || key === 'text'
      ? []
      : [{ content: contents.any(value), parent: [client, clock], sub: key }],
  );
  const map: Struct = { content: contents.map(), parent: 'cards', sub: id };
  if (Object.hasOwn(over, 'text')) return [map, ...fields];
  const text = clock + fields.length + 1;
  return [
    map,
    ...fields,
    { content: contents.sharedText(), parent: [client, clock], sub: 'text' },
    { content: contents.text(MARKER), parent: [client, text] },
  ];
}
