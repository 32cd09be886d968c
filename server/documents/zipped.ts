import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The first hour a zip can tell, in local time as zips keep it: the same bytes wherever and whenever it is written. */
const NO_TIME = new Date(1980, 0, 1, 12);

/** An office file as its library made it, without the time at which it did. `rewrite` may change a part on the way. */
export function withoutTime(
  file: Uint8Array,
  rewrite: (name: string, xml: string) => string = (_, xml) => xml,
): Buffer {
  const parts: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(file)))
    parts[name] = /\.(xml|rels)$/.test(name) ? strToU8(rewrite(name, strFromU8(bytes))) : bytes;
  return Buffer.from(zipSync(parts, { mtime: NO_TIME }));
}
