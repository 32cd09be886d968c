import { kept } from '../app/kept.ts';
import type { AsideKeeper, IncarnationKeeper, KeptAside } from './canvas-connection.ts';

/** Refused work. A browser that keeps nothing shows it until the next reload. */
export const asideKeeper = (name: string): AsideKeeper => kept<KeptAside>(`${name}/aside`);
export const incarnationKeeper = (name: string): IncarnationKeeper => kept<number>(`${name}/incarnation`);
