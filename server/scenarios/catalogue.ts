import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from '#shared/scenario/schema.ts';
import { readScenario, type FileProblem } from './scenario-file.ts';

/** The scenarios that sessions can be made from, and what is wrong with the others. */
export type Catalogue = { scenarios: Map<string, Scenario>; broken: FileProblem[] };

/** Reads `<dir>/<id>/scenario.yaml` of every folder. A broken one is left out and named; it never stops the rest. */
export async function loadCatalogue(dir: string): Promise<Catalogue> {
  const entries = await readdir(dir, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const catalogue: Catalogue = { scenarios: new Map(), broken: [] };
  for (const folder of folders.sort()) {
    const file = `${folder}/scenario.yaml`;
    const read = await readScenario(join(dir, folder, 'scenario.yaml'), file);
    if (!read.ok) catalogue.broken.push(...read.problems);
    else if (read.scenario.id === folder) catalogue.scenarios.set(folder, read.scenario);
    else {
      const message = `The id “${read.scenario.id}” is not the folder’s name “${folder}”; make them the same.`;
      catalogue.broken.push({ file, line: 1, path: 'id', message });
    }
  }
  return catalogue;
}
