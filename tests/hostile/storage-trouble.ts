import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another program holds the database: whatever is to be written has to wait. */
export function holdDatabase(dataDir: string): { letGo: () => void } {
  const db = new Database(join(dataDir, 'minga.sqlite'), { timeout: 10_000 });
  db.exec('begin exclusive');
  return {
    letGo: () => {
      db.exec('rollback');
      db.close();
    },
  };
}

/** A disk of its own, small enough to be filled. Needs root on Linux; undefined where that is not so. */
export function smallDisk(
  dir: string,
): { fill: () => void; makeRoom: () => void; remove: () => void } | undefined {
  mkdirSync(dir, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const ballast = join(dir, 'ballast');
  return {
    fill: () => {
      const { bavail, bsize } = statfsSync(dir);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    makeRoom: () => rmSync(ballast),
    remove: () => {
      execFileSync('umount', ['--lazy', dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
