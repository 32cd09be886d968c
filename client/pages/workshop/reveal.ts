import { tick } from 'svelte';
import type { ChangedPlace } from '../../canvas/canvas-history.ts';

/** Brings the focus to where an undone change was; where that is not on the screen now, the focus stays. */
export async function reveal({ card, caret }: ChangedPlace, zone: string | null): Promise<void> {
  await tick();
  const field = document.getElementById(`text-of-${card}`);
  const target = field ?? (zone === null ? null : document.getElementById(`zone-${zone}`));
  target?.focus();
  if (caret !== null && field instanceof HTMLTextAreaElement) field.setSelectionRange(caret, caret);
}
