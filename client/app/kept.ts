export type Kept<T> = { load: () => T | null; keep: (value: T | null) => void };
/** A small thing that this browser keeps under a name; one that keeps nothing has it as long as the page. */
export function kept<T>(key: string): Kept<T> {
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
