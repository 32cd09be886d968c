import { deflateSync, crc32 } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import type { Picture } from './figure-drawing.ts';
import { TYPEFACE_FILES } from './typefaces.ts';

const FONT = { loadSystemFonts: false, fontFiles: TYPEFACE_FILES, defaultFontFamily: 'Asap' };

/** A picture of its own as a PNG: sharper than it is drawn, unless it were enormous then. */
export function pictureOf({ svg, width, height }: Picture): Buffer {
  const scale = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (width * height)));
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: FONT }).render().asPng();
}
const SHARP = 1.25;
const MOST_PIXELS = 16_000_000;

/**
 * A drawing for a document as a PNG, sharp in print: in our typefaces alone, so that it is the same on every machine. A thread that writes
 * several documents draws it once.
 */
export function pngOf(svg: string): Buffer {
  const known = drawn.get(svg);
  if (known) return known;
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: PRINT },
    background: '#ffffff',
    font: FONT,
  }).render();
  const png = encoded(image.pixels, image.width, image.height);
  drawn.set(svg, png);
  return png;
}
const drawn = new Map<string, Buffer>();
/** About 250 dots to the inch where it is as wide as a page’s column. */
const PRINT = 2.2;

/** Without the channel of transparency, which PDFs would have to take out again pixel by pixel. */
function encoded(rgba: Buffer, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  let to = 0;
  let from = 0;
  for (let row = 0; row < height; row++) {
    to += 1;
    for (let column = 0; column < width; column++, from += 4, to += 3) {
      rows[to] = rgba[from] ?? 0;
      rows[to + 1] = rgba[from + 1] ?? 0;
      rows[to + 2] = rgba[from + 2] ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}
