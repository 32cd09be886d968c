import { writeFileSync } from 'node:fs';
import { editorSchema } from './editor-schema.ts';
import { readScenario } from './scenario-file.ts';

/** `npm run scenario:check -- FILE`: what is wrong in a scenario file, a line each. `--write-schema` renews the editors' schema. */
const [argument] = process.argv.slice(2);

if (argument === '--write-schema') {
  writeFileSync('scenarios/scenario.schema.json', editorSchema());
} else if (argument === undefined) {
  process.stderr.write('Name a file: npm run scenario:check -- scenarios/my-workshop/scenario.yaml\n');
  process.exitCode = 1;
} else {
  const read = await readScenario(argument);
  if (read.ok) {
    const { id, languages, blocks, steps, minutes } = read.scenario;
    process.stdout.write(
      `${id}: all is well. ${blocks.length} blocks, ${steps.length} steps, ${minutes} minutes, in ${languages.join(', ')}.\n`,
    );
  } else {
    for (const { file, line, path, message } of read.problems) {
      process.stderr.write(`${file}:${line} ${path ? `${path}: ` : ''}${message}\n`);
    }
    process.exitCode = 1;
  }
}
