import type { Attack } from './attack.ts';
import { DOORS } from './catalogue/doors.ts';
import { FLOODS } from './catalogue/floods.ts';
import { FRAMES } from './catalogue/frames.ts';
import { OWNERSHIP } from './catalogue/ownership.ts';
import { PRESENCE } from './catalogue/presence.ts';
import { SHAPES } from './catalogue/shapes.ts';
import { STRUCTURE } from './catalogue/structure.ts';

export const CATALOGUE: Record<string, Attack[]> = {
  frames: FRAMES,
  shapes: SHAPES,
  structure: STRUCTURE,
  ownership: OWNERSHIP,
  presence: PRESENCE,
  floods: FLOODS,
  doors: DOORS,
};
