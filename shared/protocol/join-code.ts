/** Cyrillic and Greek capitals that look like ours, as keyboards and phones put them in pasted codes. */
const LOOK_ALIKES: Record<string, string> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', Х: 'X', У: 'Y', Ѕ: 'S', Ј: 'J', З: '3',
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Κ: 'K', Μ: 'M', Ν: 'N', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
}; // prettier-ignore

/** A join code as a person may type or paste it, brought to the form it is stored in: capitals, nothing between. */
export function normaliseJoinCode(typed: string): string {
  return [...typed.normalize('NFKC').toUpperCase()]
    .map((symbol) => LOOK_ALIKES[symbol] ?? symbol)
    .filter((symbol) => /[A-Z0-9]/.test(symbol))
    .join('');
}

/** As people read it aloud: `ABCD-EFGH`. */
export const displayJoinCode = (code: string): string => code.replace(/^(.{4})(.{4})$/, '$1-$2');
