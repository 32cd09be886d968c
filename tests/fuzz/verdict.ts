import { standing, type Deed, type Ledger } from './ledger.ts';
import type { RawCanvas } from './raw-canvas.ts';
import { occurrences } from './tokens.ts';

/**
 * Holds the canvas that everybody ended up with against the plain model, a line for each difference. Where two people did
 * opposite things at once, or nobody can know how far a refused copy had been admitted, either outcome is right.
 */
export function verdict(raw: RawCanvas, ledger: Ledger): string[] {
  return [
    ...cards(raw, ledger),
    ...words(raw, ledger),
    ...registers(raw, ledger),
    ...links(raw, ledger),
    ...writtenOnce(raw, ledger),
    ...offers(raw, ledger),
  ];
}

const step = ({ step: at, who }: Deed): string => `${who}, step ${at}`;

function cards(raw: RawCanvas, ledger: Ledger): string[] {
  const found: string[] = [];
  const added = ledger.of('add');
  for (const deed of added) {
    const { card } = deed.what;
    const there = raw.cards[card];
    if (!there && standing(deed) === 'yes') found.push(`${step(deed)}: card ${card} is lost`);
    if (there && standing(deed) === 'no') found.push(`${step(deed)}: card ${card} should not be there`);
    const author = ledger.people.get(deed.who);
    if (there && there['author'] !== author)
      found.push(`${step(deed)}: card ${card} is by ${String(there['author'])} instead of ${author}`);
  }
  const known = new Set(added.map(({ what }) => what.card));
  for (const id of Object.keys(raw.cards)) if (!known.has(id)) found.push(`card ${id} comes from nowhere`);
  return found;
}

/** Each word that nobody deleted is there once, in the place it was written to; deleted ones are not. */
function words(raw: RawCanvas, ledger: Ledger): string[] {
  const found: string[] = [];
  const everything = JSON.stringify(raw);
  const inserted = [
    ...ledger.of('add').map((deed) => ({ deed: deed, place: deed.what.card, token: deed.what.token })),
    ...ledger.of('insert').map((deed) => ({ deed: deed, ...deed.what })),
  ];
  for (const { deed, place, token } of inserted) {
    const text = place.startsWith('report:') ? raw.texts[place] : raw.cards[place]?.text;
    const whole = occurrences(everything, JSON.stringify(token).slice(1, -1));
    if (whole !== occurrences(text ?? '', token)) found.push(`${step(deed)}: ${token} is in another place`);
    // With the card went what was in it.
    if (text === undefined) continue;
    const count = whole === 0 && ledger.isIn(text, token) ? 1 : whole;
    const [least, most] = expectedCount(deed, token, ledger);
    if (count < least || count > most)
      found.push(
        `${step(deed)}: ${token} is ${count} times in ${place}, should be ${least} to ${most} times`,
      );
  }
  return found;
}

function expectedCount(deed: Deed, token: string, ledger: Ledger): [number, number] {
  const deletions = ledger.of('delete').filter(({ what }) => what.token === token);
  const revived = deletions.filter(({ undo }) => undo !== null).length;
  const isInserted = standing(deed);
  if (deletions.length === 0)
    return { yes: [1, 1], no: [0, 0], unsure: [0, 1] }[isInserted] as [number, number];
  const standings = deletions.map(standing);
  if (revived === 0 && standings.includes('yes')) return [0, 0];
  if (isInserted === 'yes' && standings.every((one) => one === 'no') && deletions.length === 1) return [1, 1];
  // Two who both take back that they deleted the same word bring it back twice.
  return [0, 1 + revived];
}

/** The last value, where one person alone ever set it; else one of those that were set. */
function registers(raw: RawCanvas, ledger: Ledger): string[] {
  const found: string[] = [];
  const byRegister = groupBy(ledger.of('set'), ({ what }) => what.register);
  const initial = new Map<string, unknown>();
  for (const { what } of ledger.of('add')) {
    for (const [field, value] of Object.entries({ zone: what.zone, territory: null, lang: 'en' }))
      initial.set(`${what.card}/${field}`, value);
    if (!byRegister.has(`${what.card}/zone`)) byRegister.set(`${what.card}/zone`, []);
  }
  for (const [register, deeds] of byRegister) {
    const [place = '', field = ''] = register.split('/');
    const holder = place === 'report' ? raw.report : raw.cards[place];
    if (!holder) continue;
    const first = initial.get(register);
    const isCertain =
      new Set(deeds.map(({ who }) => who)).size <= 1 && deeds.every((deed) => standing(deed) !== 'unsure');
    const standingValues = deeds.filter((deed) => standing(deed) === 'yes').map(({ what }) => what.value);
    const possible = isCertain
      ? [standingValues.length > 0 ? standingValues.at(-1) : first]
      : [first, undefined, ...deeds.filter(({ fate }) => fate !== 'refused').map(({ what }) => what.value)];
    const value = JSON.stringify(holder[field]);
    if (!possible.some((one) => JSON.stringify(one) === value))
      found.push(
        `${register} is ${value}, should be ${possible.map((one) => JSON.stringify(one)).join(' or ')}; set in ${deeds.map(step).join('; ')}`,
      );
  }
  return found;
}

function links(raw: RawCanvas, ledger: Ledger): string[] {
  const found: string[] = [];
  const there = groupBy(Object.values(raw.threads), ({ from, to }) => `${from} to ${to}`);
  const byLink = groupBy(ledger.of('link'), ({ what }) => `${what.from} to ${what.to}`);
  for (const name of there.keys()) if (!byLink.has(name)) found.push(`link ${name} comes from nowhere`);
  for (const [name, deeds] of byLink) {
    const isThere = there.has(name);
    const standings = deeds.map(standing);
    const isAllLinking = deeds.every(({ what }) => what.isLinked);
    const isOnePersons = new Set(deeds.map(({ who }) => who)).size === 1 && !standings.includes('unsure');
    const last = deeds.findLast((deed) => standing(deed) === 'yes');
    const should = isOnePersons
      ? (last?.what.isLinked ?? false)
      : isAllLinking && standings.includes('yes')
        ? true
        : standings.every((one) => one === 'no')
          ? false
          : isThere;
    if (should !== isThere)
      found.push(
        `link ${name} is ${isThere ? '' : 'not '}there; made and cut in ${deeds.map(step).join('; ')}`,
      );
  }
  return found;
}

/** Comments and translations: there once and unchanged, or taken back by who wrote them. */
function writtenOnce(raw: RawCanvas, ledger: Ledger): string[] {
  const found: string[] = [];
  const [comments, translations] = [ledger.of('comment'), ledger.of('translate')];
  for (const deed of [...comments, ...translations] as (Deed & {
    what: { id: string; card: string; text: string };
  })[]) {
    const { id, card, text } = deed.what;
    const there = raw[deed.what.type === 'comment' ? 'comments' : 'translations'][id];
    if (!there && standing(deed) === 'yes') found.push(`${step(deed)}: ${id} on ${card} is lost`);
    if (there && standing(deed) === 'no') found.push(`${step(deed)}: ${id} on ${card} should not be there`);
    const by = there?.['author'] ?? there?.['by'];
    if (there && (there.text !== text || there['card'] !== card || by !== ledger.people.get(deed.who)))
      found.push(`${step(deed)}: ${id} on ${card} has changed: ${JSON.stringify(there)}`);
  }
  const known = new Set([...comments, ...translations].map(({ what }) => what.id));
  for (const id of [...Object.keys(raw.comments), ...Object.keys(raw.translations)])
    if (!known.has(id)) found.push(`${id} comes from nowhere`);
  return found;
}

/** A word on a card that was refused and is not on the canvas was offered to its writer. */
function offers(raw: RawCanvas, ledger: Ledger): string[] {
  const found: string[] = [];
  for (const deed of [...ledger.of('add'), ...ledger.of('insert')] as Deed[]) {
    const { what, who } = deed;
    if ((what.type !== 'add' && what.type !== 'insert') || !deed.wasVisible) continue;
    if (deed.fate !== 'refused' && deed.fate !== 'contested') continue;
    const { token } = what;
    const card = what.type === 'add' ? what.card : what.place;
    if (raw.cards[card]?.text.includes(token)) continue;
    // Admitted after all, and deleted or taken back since.
    if (ledger.of('delete').some((deletion) => deletion.what.token === token)) continue;
    if (ledger.of('add').some((add) => add.what.card === card && add.undo !== null)) continue;
    if (!(ledger.offered.get(who) ?? []).some((text) => text.includes(token)))
      found.push(`${step(deed)}: ${token} on ${card} was refused and not offered back`);
  }
  return found;
}

function groupBy<T>(list: T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return groups;
}
