import { readFile, stat } from 'node:fs/promises';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { checkScenario } from '#shared/scenario/check.ts';
import { scenarioSchema, type Scenario } from '#shared/scenario/schema.ts';
import { typesetTexts } from '#shared/scenario/typography.ts';

/** What is wrong in a file: where it stands and one sentence that helps its author. Lines count from 1. */
export type FileProblem = { file: string; line: number; path: string; message: string };
export type ReadScenario = { ok: true; scenario: Scenario } | { ok: false; problems: FileProblem[] };

const MAX_BYTES = 2 * 1024 * 1024;

/** Reads and checks one file. Total: whatever the file holds, problems come back with their lines, nothing is thrown. */
export async function readScenario(path: string, shownAs = path): Promise<ReadScenario> {
  const fail = (message: string): ReadScenario => ({
    ok: false,
    problems: [{ file: shownAs, line: 1, path: '', message }],
  });
  let source: string;
  try {
    if ((await stat(path)).size > MAX_BYTES)
      return fail('The file is larger than 2 MB; a scenario is text only.');
    source = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    return fail(code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read (${code}).`);
  }
  return parseScenario(source, shownAs);
}

export function parseScenario(source: string, file: string): ReadScenario {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: lineAt(error.pos[0]),
      path: '',
      message: `This is not valid YAML: ${error.message.replace(/\.?$/, '.')} Check indentation and quotes.`,
    }));
    return { ok: false, problems };
  }
  let given: unknown;
  try {
    given = document.toJS({ maxAliasCount: 100 });
  } catch {
    return {
      ok: false,
      problems: [{ file, line: 1, path: '', message: 'Too many aliases (*name); write the texts out.' }],
    };
  }
  const at = ({ path, message }: { path: PropertyKey[]; message: string }): FileProblem => ({
    file,
    line: lineAt(offsetOf(document, path)),
    path: path.map(String).join('.'),
    message,
  });
  const parsed = scenarioSchema.safeParse(given);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(sentences).map(at) };
  const problems = checkScenario(parsed.data).map(at);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, scenario: typesetTexts(parsed.data) };
}

/** Where the node at `path` begins; where it is missing, the nearest one above. */
function offsetOf(document: Document, path: PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)];
      if (!item) break;
      offset = (item as Node).range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

function sentences(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  const path = issue.path;
  const name = String(path.at(-1) ?? 'the file');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `“${key}” is not known here; check its spelling or remove it.`,
      }));
    case 'invalid_type':
      return [
        {
          path,
          message: /received undefined/.test(issue.message)
            ? `“${name}” is missing here; add it.`
            : `“${name}” should be ${issue.expected === 'record' ? 'a text in every language' : `of kind ${issue.expected}`}.`,
        },
      ];
    case 'invalid_value':
      return [{ path, message: `“${name}” should be one of: ${issue.values.map(String).join(', ')}.` }];
    case 'too_big':
      return [{ path, message: `“${name}” is too long or too large; at most ${String(issue.maximum)}.` }];
    case 'too_small':
      return [{ path, message: `“${name}” is empty or too small; at least ${String(issue.minimum)}.` }];
    default:
      return [{ path, message: `“${name}” has a form that is not understood here (${issue.message}).` }];
  }
}
