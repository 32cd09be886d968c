import { expect, it } from 'vitest';
import { retold } from '#client/pages/synthesis/retold.ts';
import { fullSynthesis } from '../documents/a-synthesis.ts';

const synthesis = fullSynthesis('en');
const asItIs = [
  ...synthesis.blocks.map(({ id, narrative, narrativeLang }) => ({ block: id, narrative, narrativeLang })),
  { block: 'overall', narrative: synthesis.narrative, narrativeLang: synthesis.narrativeLang },
];

it('[S121] leaves the synthesis as it is where nothing was written since, or nothing could be read', () => {
  expect(retold(synthesis, asItIs)).toBe(synthesis);
  expect(retold(synthesis, [])).toBe(synthesis);
});

it('[S121] takes what is told of one block and of all together, and nothing else', () => {
  const [block, ...others] = synthesis.blocks;
  const said = { narrative: 'What follows', narrativeLang: 'en' };
  const now = retold(synthesis, [
    { block: block?.id ?? '', ...said },
    { block: 'overall', ...said },
  ]);
  expect(now).toEqual({ ...synthesis, ...said, blocks: [{ ...block, ...said }, ...others] });
  expect(now.blocks[1]).toBe(others[0]);
});
