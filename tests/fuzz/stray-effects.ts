import type { Deed, Ledger } from './ledger.ts';
import { textsOf, type RawCanvas } from './raw-canvas.ts';

/** What taking back these deeds changed beyond them, in its own person's copy: should be nothing. */
export function strayEffects(before: RawCanvas, after: RawCanvas, undone: Deed[], ledger: Ledger): string[] {
  const strays: string[] = [];
  const is = (test: (what: Deed['what']) => boolean): boolean => undone.some(({ what }) => test(what));
  const changed = (part: 'comments' | 'translations' | 'threads') =>
    keysOf(before[part], after[part]).filter((key) => !isSame(before[part][key], after[part][key]));

  for (const card of keysOf(before.cards, after.cards)) {
    const [old, now] = [before.cards[card], after.cards[card]];
    if (!old || !now) {
      if (!is((what) => what.type === 'add' && what.card === card))
        strays.push(`changed whether ${card} exists`);
      continue;
    }
    for (const field of keysOf(old, now)) {
      // A move sets both.
      const register = `${card}/${field === 'rank' ? 'zone' : field}`;
      if (field === 'text' || isSame(old[field], now[field])) continue;
      if (!is((what) => what.type === 'set' && what.register === register))
        strays.push(`changed ${register}`);
    }
  }
  for (const key of keysOf(before.report, after.report)) {
    if (isSame(before.report[key], after.report[key])) continue;
    if (!is((what) => what.type === 'set' && what.register === `report/${key}`))
      strays.push(`changed report/${key}`);
  }
  for (const id of changed('threads')) {
    const { from } = before.threads[id] ?? after.threads[id] ?? {};
    if (!is((what) => what.type === 'link' && what.from === from)) strays.push(`changed thread ${id}`);
  }
  for (const id of [...changed('comments'), ...changed('translations')]) {
    const isOwn = is((what) => (what.type === 'comment' || what.type === 'translate') && what.id === id);
    if (!isOwn) strays.push(`changed comment or translation ${id}`);
  }
  return [...strays, ...strayWords(before, after, is, ledger)];
}

function strayWords(
  before: RawCanvas,
  after: RawCanvas,
  is: (test: (what: Deed['what']) => boolean) => boolean,
  ledger: Ledger,
): string[] {
  const strays: string[] = [];
  const [oldTexts, newTexts] = [textsOf(before), textsOf(after)];
  const wordsOf = (text: string): string[] => ledger.tokens.in(text).map(({ token }) => token);
  for (const place of keysOf(oldTexts, newTexts)) {
    const [old, now] = [oldTexts[place], newTexts[place]];
    if (old === undefined || now === undefined) continue;
    for (const token of wordsOf(old))
      if (!ledger.isIn(now, token) && !is((what) => what.type === 'insert' && what.token === token))
        strays.push(`took ${token} out of ${place}`);
    for (const token of wordsOf(now))
      if (!ledger.isIn(old, token) && !is((what) => what.type === 'delete' && what.token === token))
        strays.push(`put ${token} into ${place}`);
  }
  return strays;
}

const keysOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
