import { writeSync } from 'node:fs';
import { openSqlite } from '#server/storage/sqlite.ts';
import { append, draw, update } from './records.ts';

/** Run by `writing-process.ts` until it is killed: ten writers, each with a log and a canvas written in the same call. */
const storage = await openSqlite(process.argv[2] ?? '');

async function writeForever(writer: string): Promise<never> {
  let last = (await storage.events(writer, 0)).length;
  for (;;) {
    await storage.write(append(writer, last), draw(`${writer}/g1/b1`, [update(last % 256)]));
    last += 1;
    writeSync(1, `${writer} ${last}\n`); // out of the process before anything else happens
  }
}

await Promise.all(Array.from({ length: 10 }, (_, index) => writeForever(`writer${index}`)));
