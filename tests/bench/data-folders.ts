import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// Beside the project and not in the system's temporary folder, which is memory on many machines: commits must reach a disk.
const ROOT = join('dist', 'bench', `data-${process.pid}`);
process.on('exit', () => rmSync(ROOT, { recursive: true, force: true }));

let count = 0;

/** A folder of its own for one server's data; a copy of another where one is given. */
export function newFolder(template?: string): string {
  const folder = join(ROOT, String((count += 1)));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (template !== undefined) cpSync(template, folder, { recursive: true });
  return folder;
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
