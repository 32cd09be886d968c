import { unzipSync, zipSync } from 'fflate';

/** The first hour a zip can tell, in local time as zips keep it: the same bytes wherever and whenever it is written. */
export const NO_TIME = new Date(1980, 0, 1, 12);

/** An office file as its library made it, without the time at which it did. */
export const withoutTime = (file: Uint8Array): Buffer =>
  Buffer.from(zipSync(unzipSync(file), { mtime: NO_TIME }));
