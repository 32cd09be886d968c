import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate';
import { NO_TIME } from './zipped.ts';
import { plainLine } from './plain-text.ts';

/**
 * What the library has no option for: equal input shall give equal bytes, but it writes the hour and makes keys and ids by
 * chance; and tables shall have a description for those who do not see them.
 */
export function sameBytes(file: Uint8Array, descriptions: readonly string[]): Buffer {
  const parts = unzipSync(file);
  withoutHour(parts);
  withSameFontKeys(parts);
  edit(parts, 'word/document.xml', (xml) => described(numbered(withSameIds(xml)), descriptions));
  return Buffer.from(zipSync(parts, { mtime: NO_TIME }));
}

function edit(parts: Unzipped, name: string, change: (xml: string) => string): void {
  const part = parts[name];
  if (part) parts[name] = strToU8(change(strFromU8(part)));
}

const withoutHour = (parts: Unzipped): void =>
  edit(parts, 'docProps/core.xml', (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${NO_TIME.toISOString()}`),
  );

/** The library counts its bookmarks and pictures on from one document to the next; here they begin with 1 again. */
function withSameIds(xml: string): string {
  return renumbered(
    renumbered(
      renumbered(xml, /(<wp:docPr\b[^>]*?\bid=")(\d+)/g),
      /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)/g,
    ),
    /(<w:(?:bookmarkStart|hyperlink)\b[^>]*"_Toc|<w:instrText\b[^>]*> *PAGEREF _Toc)(\d+)/g,
  );
}

function renumbered(xml: string, numbers: RegExp): string {
  const same = new Map<string, number>();
  return xml.replace(numbers, (_, before: string, number: string) => {
    if (!same.has(number)) same.set(number, same.size + 1);
    return `${before}${same.get(number)}`;
  });
}

/** Captions carry their number, for programs that do not count; the library gives each its own count, or leaves it to be filled in. */
function numbered(xml: string): string {
  const counts = new Map<string, number>();
  return xml.replace(
    /<w:fldChar w:fldCharType="begin"[^>]*\/>(<w:instrText[^>]*>SEQ (\w+)<\/w:instrText><w:fldChar w:fldCharType="separate"\/>)(?:<w:t[^>]*>\d*<\/w:t>)?/g,
    (_, field: string, of: string) => {
      const count = (counts.get(of) ?? 0) + 1;
      counts.set(of, count);
      return `<w:fldChar w:fldCharType="begin"/>${field}<w:t>${count}</w:t>`;
    },
  );
}

function described(xml: string, descriptions: readonly string[]): string {
  let table = 0;
  return xml.replace(/<\/w:tblPr>/g, (end) => {
    const text = escaped(plainLine(descriptions[table++] ?? ''));
    return `<w:tblCaption w:val="${text}"/><w:tblDescription w:val="${text}"/>${end}`;
  });
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Fonts are turned round with the key beside them (ECMA-376, part 2, 11.1): turned back, and round again with a key of ours. */
function withSameFontKeys(parts: Unzipped): void {
  let font = 0;
  edit(parts, 'word/fontTable.xml', (xml) =>
    xml.replace(/(?<=w:fontKey="\{)[^}]+/g, (key) => {
      font += 1;
      const name = `word/fonts/font${font}.odttf`;
      const ours = `4D696E67-6100-4000-8000-00000000000${font}`;
      const file = parts[name];
      if (file) parts[name] = turned(turned(file, key), ours);
      return ours;
    }),
  );
}

function turned(file: Unzipped[string], key: string): Unzipped[string] {
  const bytes = Buffer.from(key.replace(/-/g, ''), 'hex').reverse();
  return file.map((byte, index) => (index < 32 ? byte ^ (bytes[index % 16] ?? 0) : byte));
}
