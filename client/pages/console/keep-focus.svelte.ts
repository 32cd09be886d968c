import { untrack } from 'svelte';

/**
 * Others change this page too: a control may leave it while it has the focus, which would then start again at the top.
 * `follow` reads what such changes come from; `next` names the control to go on with, else it is `root` itself.
 */
export function keepFocus(
  root: () => HTMLElement | undefined,
  follow: () => unknown,
  next: (had: Element) => string | null = () => null,
): void {
  let had: Element | null = null;
  let nextId: string | null = null;
  $effect.pre(() => {
    follow();
    untrack(() => {
      const active = document.activeElement;
      had = active && active !== root() && root()?.contains(active) ? active : null;
      nextId = had ? next(had) : null;
    });
  });
  $effect(() => {
    follow();
    untrack(() => {
      if (!had || document.activeElement !== document.body) return;
      const target = nextId === null ? null : document.getElementById(nextId);
      (target ?? root())?.focus();
    });
  });
}
