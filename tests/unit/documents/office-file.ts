import { strFromU8, unzipSync } from 'fflate';
import { readPdf } from '#tests/support/office.ts';

/** Reads office files as zips of XML, knowing nothing of the libraries that write them. */
export type Element = { name: string; attributes: Record<string, string>; children: (Element | string)[] };

export const partsOf = (file: string | Buffer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(Buffer.from(file))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

/** All that is written in a document, packed or not. */
export function wordsIn(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  const file = Buffer.from(body);
  if (file.subarray(0, 4).toString() === '%PDF') return readPdf(file).text;
  return Object.values(partsOf(file)).map(unescaped).join('\n');
}

/** Strict on purpose: what is not well-formed, or holds a character that XML forbids, throws. */
export function readXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  // eslint-disable-next-line no-control-regex -- to find them is the point
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u.test(xml))
    throw new Error('a forbidden character');
  for (const [, declaration, closing, opening, given, empty, text] of xml.matchAll(
    /(<\?[^>]*\?>)|<\/([\w:]+)\s*>|<([\w:]+)((?:\s+[\w:-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|([^<]+)|</gu,
  )) {
    const here = open.at(-1) ?? root;
    if (declaration !== undefined) continue;
    if (text !== undefined) here.children.push(unescaped(text));
    else if (closing !== undefined) {
      if (open.pop()?.name !== closing) throw new Error(`</${closing}> closes nothing`);
    } else if (opening !== undefined) {
      const attributes = Object.fromEntries(
        [...(given ?? '').matchAll(/([\w:-]+)\s*=\s*"([^"]*)"/g)].map(([, name = '', value = '']) => [
          name,
          unescaped(value),
        ]),
      );
      const element = { name: opening, attributes, children: [] };
      here.children.push(element);
      if (empty === '') open.push(element);
    } else throw new Error('not well-formed');
  }
  if (open.length !== 1) throw new Error('left open');
  const top = root.children.find((child) => typeof child !== 'string');
  if (!top) throw new Error('empty');
  return top;
}

export const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...all(child, name)],
  );

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    decimal
      ? String.fromCodePoint(Number(decimal))
      : hex
        ? String.fromCodePoint(parseInt(hex, 16))
        : (ENTITIES[name] ?? whole),
  );
