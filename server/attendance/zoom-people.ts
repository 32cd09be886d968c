import type { ZoomPerson } from '#shared/protocol/attendance.ts';
import type { Id } from '#shared/session/state.ts';
import type { ZoomRow } from './zoom-report.ts';

/** Somebody with a seat, and everything by which Zoom's report may know them. */
export type Known = {
  id: Id;
  name: string;
  email: string | null;
  territory: string;
  /** As handed out, for every group they were in. */
  zoomNames: string[];
};

/** [S114] Nothing is guessed: what is not certain is proposed. */
export function peopleIn(rows: ZoomRow[], known: Known[]): ZoomPerson[] {
  const byPerson = new Map<string, ZoomRow[]>();
  for (const row of rows) {
    const key = row.email || plain(row.name);
    byPerson.set(key, [...(byPerson.get(key) ?? []), row]);
  }
  return [...byPerson.values()].map((lines) => {
    const [first] = lines;
    const { name = '', originalName = '', email = '' } = first ?? {};
    const byEmail = email ? known.filter((one) => one.email?.trim().toLowerCase() === email) : [];
    const byName = known.filter((one) => one.zoomNames.some((given) => plain(given) === plain(name)));
    const certain = certainly(byEmail, byName);
    return {
      name: originalName === '' || plain(originalName) === plain(name) ? name : `${name} (${originalName})`,
      stays: lines.map(({ from, to }) => ({ from, to })).toSorted((a, b) => (a.from < b.from ? -1 : 1)),
      match: certain,
      proposals: certain ? [] : proposalsFor(`${name} ${originalName}`, [...byEmail, ...byName], known),
    };
  });
}

function certainly(byEmail: Known[], byName: Known[]): ZoomPerson['match'] {
  const [email, name] = [byEmail[0], byName[0]];
  // The address is one person's and the name another's: somebody sits at somebody else's computer.
  const isContradicted = email && byName.length > 0 && !byName.includes(email);
  if (email && byEmail.length === 1 && !isContradicted) return { participantId: email.id, by: 'email' };
  if (name && byName.length === 1 && byEmail.length === 0) return { participantId: name.id, by: 'name' };
  return null;
}

/** Those who share a name with it, the more words the better. */
function proposalsFor(written: string, likely: Known[], known: Known[]): Id[] {
  const words = new Set(wordsOf(written));
  const shared = (text: string): number => wordsOf(text).filter((word) => words.has(word)).length;
  const scored = known
    .map(({ id, name, territory }) => ({ id, names: shared(name), places: shared(territory) }))
    .filter(({ names }) => names > 0)
    .sort((a, b) => b.names + b.places / 2 - (a.names + a.places / 2));
  return [...new Set([...likely.map(({ id }) => id), ...scored.map(({ id }) => id)])].slice(0, 5);
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
