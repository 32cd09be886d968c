import { kept } from '../../app/kept.ts';

const keptChoice = kept<boolean>('minga-shortcuts');

/** Shortcuts of a single letter can be turned off: who dictates presses them unawares (WCAG 2.1.4). */
export class Shortcuts {
  isOn = $state(keptChoice.load() ?? true);

  choose(isOn: boolean): void {
    this.isOn = isOn;
    keptChoice.keep(isOn);
  }

  /** The shortcut that was pressed, outside of fields and dialogs; null: none. */
  pressed(event: KeyboardEvent): 'new' | 'show' | null {
    const { key, target } = event;
    if (!this.isOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
    if (target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable]'))
      return null;
    return key === 'n' || key === 'N' ? 'new' : key === '?' ? 'show' : null;
  }
}
