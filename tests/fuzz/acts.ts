import * as edit from '#shared/canvas/edit.ts';
import { differenceOf } from '#shared/canvas/text.ts';
import type { Chance } from './chance.ts';
import type { Deed } from './ledger.ts';
import type { Person } from './person.ts';
import { REPORT_TEXTS } from './raw-canvas.ts';
import type { Stage } from './stage.ts';
import { strayEffects } from './stray-effects.ts';

/** Does something to the canvas and says in a line what; null: there was nothing to do it to. */
export type Act = (person: Person, stage: Stage, chance: Chance) => string | null | Promise<string | null>;

const LANGUAGES = ['en', 'fr', 'es'];
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const add: Act = (person, { ledger, place }, chance) => {
  const zone = chance.pick(place.zones) ?? '';
  const token = ledger.tokens.word(chance);
  const card = { zone, text: token, lang: 'en', territory: null };
  const deed = person.do(() => ({
    type: 'add',
    card: edit.addCard(person.doc, person.writer, card),
    zone,
    token,
  }));
  return deed && `adds ${(deed.what as { card: string }).card} with ${shown(token)} to ${zone}`;
};

/** A whole word at once, as a paste, a dictation or a composed word arrives. */
export const typeWord: Act = (person, { ledger }, chance) => {
  const place = somePlace(person, chance);
  const text = place === undefined ? undefined : person.texts[place];
  if (place === undefined || text === undefined) return null;
  const token = chance.happens(0.3) ? ledger.tokens.letter() : ledger.tokens.word(chance);
  const start = chance.pick(ledger.tokens.placesIn(text)) ?? 0;
  const deed = person.do(() =>
    write(person, place, text, start, 0, token, chance) ? { type: 'insert', place, token } : null,
  );
  return deed && `inserts ${shown(token)} at ${start} of ${place}`;
};

/** A word a character at a time, while the network goes on. */
export const typeLetters: Act = async (person, { ledger }, chance) => {
  const place = somePlace(person, chance);
  const text = place === undefined ? undefined : person.texts[place];
  if (place === undefined || text === undefined) return null;
  const token = ledger.tokens.word(chance);
  const start = chance.pick(ledger.tokens.placesIn(text)) ?? 0;
  const [first = '', ...others] = Array.from(token);
  const { doc } = person;
  const begun = person.begin(() =>
    write(person, place, text, start, 0, first, chance) ? { type: 'insert', place, token } : null,
  );
  if (!begun) return null;
  let typed = first;
  for (const character of others) {
    for (let turns = chance.below(4); turns > 0; turns -= 1) await turn();
    const now = person.texts[place] ?? '';
    const at = now.indexOf(typed);
    // The copy was taken away under the hands, or the card.
    if (person.doc !== doc || at < 0) return `types ${shown(typed)} of ${shown(token)} into ${place}`;
    write(person, place, now, at + typed.length, 0, character, chance);
    typed += character;
  }
  begun.finish();
  return `types ${shown(token)} at ${start} of ${place}`;
};

export const erase: Act = (person, { ledger }, chance) => {
  const { texts } = person;
  const standing = Object.entries(texts).flatMap(([place, text]) =>
    ledger.tokens.in(text).map((found) => ({ place, text, ...found })),
  );
  const found = chance.pick(standing);
  if (!found) return null;
  const { place, text, token, start } = found;
  const deed = person.do(() =>
    write(person, place, text, start, token.length, '', chance) ? { type: 'delete', place, token } : null,
  );
  return deed && `deletes ${shown(token)} from ${place}`;
};

export const move: Act = (person, { place }, chance) => {
  const { cards } = person.raw;
  const card = chance.pick(Object.keys(cards));
  if (card === undefined) return null;
  const zone = chance.happens(0.3) ? String(cards[card]?.['zone']) : (chance.pick(place.zones) ?? '');
  const before = chance.happens(0.5) ? chance.pick(Object.keys(cards)) : undefined;
  return set(person, `${card}/zone`, zone, () =>
    edit.moveCard(person.doc, person.writer, card, zone, before),
  );
};

export const change: Act = (person, _, chance) => {
  const card = someCard(person, chance);
  if (card === undefined) return null;
  const changes: edit.CardChange[] = [
    { lang: chance.pick(LANGUAGES) ?? 'en' },
    { territory: chance.pick([null, 't1', ['t1', 't2']]) ?? null },
    { owner: `Owner ${chance.below(100)}` },
    { status: chance.pick(['proposed', 'committed', 'started', 'done'] as const) ?? 'done' },
  ];
  const wanted = chance.pick(changes) ?? {};
  const [[field = '', value] = []] = Object.entries(wanted);
  return set(person, `${card}/${field}`, value, () =>
    edit.changeCard(person.doc, person.writer, card, wanted),
  );
};

export const remove: Act = (person, _, chance) => {
  const card = someCard(person, chance);
  if (card === undefined) return null;
  return set(person, `${card}/removed`, true, () => edit.removeCard(person.doc, person.writer, card));
};

export const restore: Act = (person, _, chance) => {
  const { cards } = person.raw;
  const card = chance.pick(Object.keys(cards).filter((id) => cards[id]?.['removed'] === true));
  if (card === undefined) return null;
  return set(person, `${card}/removed`, undefined, () => edit.restoreCard(person.doc, person.writer, card));
};

export const link: Act = (person, _, chance) => {
  const [from, to] = [someCard(person, chance), someCard(person, chance)];
  if (from === undefined || to === undefined) return null;
  const deed = person.do(() => {
    const id = edit.addThread(person.doc, person.writer, from, to);
    return id === null ? null : { type: 'link', from, to, isLinked: true };
  });
  return deed && `links ${from} to ${to}`;
};

export const unlink: Act = (person, _, chance) => {
  const { threads } = person.raw;
  const id = chance.pick(Object.keys(threads)) ?? '';
  const { from, to } = threads[id] ?? {};
  if (from === undefined || to === undefined) return null;
  const deed = person.do(() => {
    edit.removeThread(person.doc, person.writer, id);
    return { type: 'link', from, to, isLinked: false };
  });
  return deed && `unlinks ${from} from ${to}`;
};

export const comment: Act = (person, { ledger }, chance) => {
  const card = someCard(person, chance);
  if (card === undefined) return null;
  const text = ledger.tokens.word(chance);
  const deed = person.do(() => ({
    type: 'comment',
    id: edit.addComment(person.doc, person.writer, { card, text, lang: 'en' }),
    card,
    text,
  }));
  return deed && `comments ${card} with ${shown(text)}`;
};

export const translate: Act = (person, { ledger }, chance) => {
  const card = someCard(person, chance);
  if (card === undefined) return null;
  const [text, lang] = [ledger.tokens.word(chance), chance.pick(LANGUAGES) ?? 'fr'];
  const translation = { card, lang, text, status: 'draft' as const };
  const deed = person.do(() => {
    const id = edit.addTranslation(person.doc, person.writer, translation);
    return id === null ? null : { type: 'translate', id, card, lang, text };
  });
  return deed && `translates ${card} into ${lang} as ${shown(text)}`;
};

export const report: Act = (person, _, chance) => {
  const card = someCard(person, chance);
  const [key, value] =
    card !== undefined && chance.happens(0.6) ? ['action', card] : ['lang', chance.pick(LANGUAGES) ?? 'en'];
  return set(person, `report/${key}`, value, () => {
    edit.writeReport(person.doc, person.writer, { [key]: value });
    return true;
  });
};

export const undo: Act = (person, stage, chance) => {
  const top = person.undoManager.undoStack.at(-1)?.meta.get('deed') as Deed | undefined;
  if (!top) return null;
  const before = person.raw;
  // Taking back a card that others have worked on would take their words along: a page hides it instead.
  if (top.what.type === 'add' && isSharedWork(top.what.card, person, stage))
    return remove(person, stage, chance);
  const deed = person.undo();
  if (deed?.what.type !== 'undo') return null;
  const strays = strayEffects(before, person.raw, deed.what.deeds, stage.ledger);
  stage.strays.push(...strays.map((stray) => `${person.name}, step ${deed.step}: undo ${stray}`));
  return `takes back steps ${deed.what.deeds.map(({ step }) => step).join(', ')}`;
};

/** Whether anybody else has left something in or at this card, as far as this person can see. */
function isSharedWork(card: string, person: Person, { ledger }: Stage): boolean {
  return ledger.deeds.some(
    ({ who, what }) =>
      who !== person.name &&
      ((what.type === 'insert' && what.place === card) ||
        ((what.type === 'comment' || what.type === 'translate') && what.card === card)),
  );
}

function set(person: Person, register: string, value: unknown, apply: () => boolean): string | null {
  const deed = person.do(() => (apply() ? { type: 'set', register, value } : null));
  return deed && `sets ${register} to ${JSON.stringify(value)}`;
}

/** As a page does it: by the cut that was made, or by the text as it should read. */
function write(
  person: Person,
  place: string,
  text: string,
  start: number,
  removed: number,
  inserted: string,
  chance: Chance,
): boolean {
  const next = text.slice(0, start) + inserted + text.slice(start + removed);
  if (place.startsWith('report:')) {
    edit.writeReport(person.doc, person.writer, { [place.slice('report:'.length)]: next });
    return true;
  }
  const { doc, writer } = person;
  if (chance.happens(0.3)) return edit.editCardText(doc, writer, place, next);
  const cut = chance.happens(0.5) ? differenceOf(text, next) : { start, removed, inserted };
  return edit.changeCardText(doc, writer, place, cut);
}

/** Mostly a card's, now and then the report's. Removed cards can be written into too: somebody had them open. */
function somePlace(person: Person, chance: Chance): string | undefined {
  return chance.happens(0.15) ? chance.pick(REPORT_TEXTS) : someCard(person, chance);
}

const someCard = (person: Person, chance: Chance): string | undefined =>
  chance.pick(Object.keys(person.raw.cards));

const shown = (token: string): string => JSON.stringify(token);
