import { readFileSync } from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '#server/scenarios/catalogue.ts';
import { editorSchema } from '#server/scenarios/editor-schema.ts';
import { parseScenario, readScenario } from '#server/scenarios/scenario-file.ts';
import { temporaryDir } from '../../support/server.ts';

const tiny = readFileSync('scenarios/tiny/scenario.yaml', 'utf8');
const data = temporaryDir();
afterAll(() => data.remove());

/** What reading the tiny scenario says after a change; `line` is found by its text. */
function after(
  find: string | RegExp,
  replacement: string,
): { line: number; path: string; message: string }[] {
  const changed = tiny.replace(find, replacement);
  expect(changed).not.toBe(tiny);
  const read = parseScenario(changed, 'tiny');
  return read.ok ? [] : read.problems;
}
const lineOf = (text: string): number => tiny.split('\n').findIndex((line) => line.includes(text)) + 1;

describe('the scenarios that ship', () => {
  it('have no problem', async () => {
    const catalogue = await loadCatalogue('scenarios');
    expect(catalogue.broken).toEqual([]);
    expect([...catalogue.scenarios.keys()]).toEqual(['sse-guidelines', 'tiny']);
  });

  it('hold the first workshop: eight blocks, five zones, five levels, 150 minutes, seven cases with sources', async () => {
    const read = await readScenario('scenarios/sse-guidelines/scenario.yaml');
    if (!read.ok) throw new Error('broken');
    const { blocks, zones, maturity, minutes, cases, steps, situations, sources } = read.scenario;
    expect([blocks.length, zones.length, maturity.levels.length, minutes, cases.length]).toEqual([
      8, 5, 5, 150, 7,
    ]);
    expect(blocks.every((block) => block.questions.length === 5 && block.evidence.length === 4)).toBe(true);
    expect(situations).toHaveLength(4);
    expect(sources.length).toBeGreaterThan(30);
    expect(steps.filter((step) => step.round === 2).map((step) => step.kind)).toEqual(['connect', 'choose']);
    const unsure = cases.flatMap((one) => one.facts).filter((fact) => fact.basis === 'memory');
    expect(unsure).toHaveLength(2);
  });

  it('keep three readings of the contradicting times, and apply none', async () => {
    const read = await readScenario('scenarios/sse-guidelines/scenario.yaml');
    if (!read.ok) throw new Error('broken');
    expect(read.scenario.times).toMatchObject({ isConflicting: true });
    expect(read.scenario.times?.stated.windows).toEqual(['11:05 - 13:45 (UTC-3)', '16:15 - 18.55 (UTC+2)']);
    expect(read.scenario.times?.readings.map(({ minutes }) => minutes)).toEqual([150, 160, 160]);
    expect(JSON.stringify(read.scenario)).not.toContain('"startsAt":null');
  });

  it('are described to editors by the schema that lies beside them', () => {
    expect(readFileSync('scenarios/scenario.schema.json', 'utf8')).toBe(editorSchema());
  });
});

describe('what is wrong is named with line, place and a sentence', () => {
  it('YAML that is none', () => {
    const [problem] = after('languages: [', 'languages: [[');
    expect(problem?.message).toMatch(/not valid YAML/);
    expect(problem?.line).toBeGreaterThanOrEqual(lineOf('languages: ['));
  });

  it('a text that is missing in one language', () => {
    const problems = after('title: { fr: Petit atelier, ', 'title: { ');
    expect(problems[0]).toMatchObject({ path: 'title', message: expect.stringContaining('“fr” is missing') });
    expect(problems[0]?.line).toBe(lineOf('title:'));
  });

  it('a misspelt word', () => {
    expect(after('minutes: 8', 'minuts: 8')).toContainEqual(
      expect.objectContaining({
        line: lineOf('minutes: 8'),
        message: expect.stringContaining('“minuts” is not known'),
      }),
    );
  });

  it('an id used twice', () => {
    expect(after('id: market\n', 'id: water\n')).toContainEqual(
      expect.objectContaining({
        path: 'blocks.1.id',
        line: lineOf('id: market'),
        message: expect.stringContaining('already used'),
      }),
    );
  });

  it('an id that names nothing', () => {
    expect(after('zone: gaps', 'zone: gap')).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('There is no “gap” among the zones'),
        line: lineOf('zone: gaps'),
      }),
    );
  });

  it('minutes that do not add up', () => {
    expect(after('minutes: 8', 'minutes: 9')).toEqual([
      expect.objectContaining({
        path: 'minutes',
        line: lineOf('minutes: 8'),
        message: expect.stringContaining('last 8 minutes'),
      }),
    ]);
  });

  it('votes in a step that has none', () => {
    expect(after('kind: choose', 'kind: connect')).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('Only a “choose” step has votes') }),
    );
  });

  it('a bomb of aliases, a list instead of a scenario, nothing at all', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from(
      { length: 9 },
      (_, at) =>
        `b${at}: &b${at} [${Array(10)
          .fill(at === 0 ? '*a' : `*b${at - 1}`)
          .join(', ')}]`,
    ).join('\n')}\n`;
    for (const source of [bomb, '- 1\n- 2\n', '', 'just words', '\u0000']) {
      const read = parseScenario(source, 'x');
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.problems[0]?.message).toMatch(/\.$|\)\.$/);
    }
  });

  it('a file that is not there', async () => {
    const read = await readScenario('scenarios/nothing.yaml');
    expect(read).toMatchObject({ ok: false, problems: [{ message: 'There is no such file.' }] });
  });

  it('a folder of another name than the scenario in it', async () => {
    mkdirSync(join(data.dir, 'other'));
    writeFileSync(join(data.dir, 'other', 'scenario.yaml'), tiny);
    const catalogue = await loadCatalogue(data.dir);
    expect(catalogue.scenarios.size).toBe(0);
    expect(catalogue.broken[0]?.message).toContain('make them the same');
  });
});
