import type { AsideKeeper, KeptAside } from './canvas-connection.ts';

/** Refused work, kept in this browser under the canvas's and seat's name. A browser that keeps nothing shows it until reload. */
export function asideKeeper(name: string): AsideKeeper {
  const key = `${name}/aside`;
  return {
    load: () => {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') as KeptAside | null;
      } catch {
        return null;
      }
    },
    keep: (aside) => {
      try {
        if (aside) localStorage.setItem(key, JSON.stringify(aside));
        else localStorage.removeItem(key);
      } catch {
        // Full or refused: the page still shows it.
        return;
      }
    },
  };
}
