import { LIGHT } from './palette.ts';

/** A drawing in the pages' tokens where there are none: on paper, and in pages that are always light. */
export const inLight = (svg: string): string =>
  svg.replace(/="var\(--([\w-]+)\)"/g, (_, name: string) => `="#${LIGHT.get(name) ?? '000000'}"`);
