import type { AsideKeeper, IncarnationKeeper, KeptAside } from './canvas-connection.ts';

/** Small things about a canvas that this browser keeps, under the canvas's and seat's name. */
function kept<T>(key: string): { load: () => T | null; keep: (value: T | null) => void } {
  return {
    load: () => {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
      } catch {
        return null;
      }
    },
    keep: (value) => {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Full or refused: the page goes on with what it has in memory.
        return;
      }
    },
  };
}

/** Refused work. A browser that keeps nothing shows it until the next reload. */
export const asideKeeper = (name: string): AsideKeeper => kept<KeptAside>(`${name}/aside`);
export const incarnationKeeper = (name: string): IncarnationKeeper => kept<number>(`${name}/incarnation`);
