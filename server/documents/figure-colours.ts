import { LIGHT } from './palette.ts';

/** A drawing in the pages' tokens where there are none: on paper, and in pages that are always light. */
export const inLight = (svg: string): string =>
  svg.replace(/="var\(--([\w-]+)\)"/g, (_, name: string) => `="#${LIGHT.get(name) ?? '000000'}"`);

/** The same as part of a page of ours, which needs no names of namespaces. */
export const inPage = (svg: string): string => inLight(svg).replace(/ xmlns="[^"]*"/, '');
