import { encode } from 'uqr';

const QUIET_ZONE = 4;
const MODULE = 24;
const CAPTION = 5;
const INK = '#1b2422';

/** The code under its QR, as a drawing of its own. */
export function qrSvg(link: string, code: string): Blob {
  const { data, size } = encode(link, { ecc: 'M', border: QUIET_ZONE });
  const path = squaresOf(data)
    .map(([x, y]) => `M${x} ${y}h1v1h-1z`)
    .join('');
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size + CAPTION}" width="${size * MODULE}" height="${(size + CAPTION) * MODULE}"><rect width="${size}" height="${size + CAPTION}" fill="#fff"/><path d="${path}" fill="${INK}" shape-rendering="crispEdges"/><text x="${size / 2}" y="${size + 1}" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="4" fill="${INK}">${code}</text></svg>`;
  return new Blob([drawing], { type: 'image/svg+xml' });
}

/** The same in pixels, large enough for a printed page. Null where the browser makes no picture. */
export function qrPng(link: string, code: string): Promise<Blob | null> {
  const { data, size } = encode(link, { ecc: 'M', border: QUIET_ZONE });
  const canvas = document.createElement('canvas');
  canvas.width = size * MODULE;
  canvas.height = (size + CAPTION) * MODULE;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = INK;
  for (const [x, y] of squaresOf(data)) pen.fillRect(x * MODULE, y * MODULE, MODULE, MODULE);
  pen.font = `700 ${4 * MODULE}px sans-serif`;
  pen.textAlign = 'center';
  pen.fillText(code, canvas.width / 2, (size + 1) * MODULE);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

const squaresOf = (data: boolean[][]): [number, number][] =>
  data.flatMap((row, y) => row.flatMap((isDark, x): [number, number][] => (isDark ? [[x, y]] : [])));

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
