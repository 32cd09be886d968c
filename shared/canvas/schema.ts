import { LIMITS } from '../protocol/limits.ts';

/**
 * The shape of a canvas, written once: what admission lets in, what `read` believes and what `edit` writes.
 * Five root maps of flat entries and a few root texts; strings are plain, nothing nests deeper than a card's text.
 */
export type Check = (value: unknown) => boolean;

const id: Check = (value) => typeof value === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(value);
const lang: Check = (value) =>
  typeof value === 'string' && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/.test(value);
const short: Check = (value) => typeof value === 'string' && value.length <= LIMITS.shortLength;
const time: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e15;
const isTrue: Check = (value) => value === true;
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);

/**
 * A key of fractional-indexing 4: an integer part whose first letter tells its length, then a fraction that does not end in
 * 0 (`a0` is a whole one, `a00` is none). Its library throws on every other, so such a rank would stop the next insertion.
 */
export const isRank = (value: unknown): value is string => {
  if (
    typeof value !== 'string' ||
    value.length > LIMITS.rankLength ||
    !/^[A-Za-z][0-9A-Za-z]+$/.test(value)
  ) {
    return false;
  }
  const head = value.charCodeAt(0);
  const integerLength = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  const isSmallest = value === `A${'0'.repeat(26)}`;
  return value.length >= integerLength && !isSmallest && !/0$/.test(value.slice(integerLength));
};
const territory: Check = (value) =>
  value === null ||
  id(value) ||
  (Array.isArray(value) && value.length > 0 && value.length <= 30 && value.every(id));
/** An ISO date or duration: `2027-03-31`, `P6M`. */
const due: Check = (value) =>
  typeof value === 'string' &&
  /^(\d{4}-\d{2}-\d{2}|P(?=\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?)$/.test(value);

export const ACTION_STATUSES = ['proposed', 'committed', 'started', 'done'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];
export const TRANSLATION_STATUSES = ['draft', 'published'] as const;

type EntryShape = {
  values: Record<string, Check>;
  /** Keys without which an entry is not one; `author` or `by` among them names its writer. */
  required: string[];
  hasText: boolean;
  /** The key that holds who wrote it, pinned to the first admitted writer. */
  authorKey: 'author' | 'by';
};

/** Root maps of entries that are Y.Maps. */
export const ENTRIES: Record<'cards' | 'comments' | 'translations', EntryShape> = {
  cards: {
    values: {
      zone: id,
      rank: isRank,
      author: id,
      territory,
      lang,
      at: time,
      removed: isTrue,
      owner: short,
      due,
      status: oneOf(...ACTION_STATUSES),
      /** Who said it, where somebody else wrote it down. */
      spokenBy: short,
      /** The group's own: not in what is published. */
      isInternal: isTrue,
    },
    required: ['zone', 'rank', 'author', 'territory', 'lang', 'at'],
    hasText: true,
    authorKey: 'author',
  },
  comments: {
    values: { card: id, author: id, lang, at: time, removed: isTrue },
    required: ['card', 'author', 'lang', 'at'],
    hasText: true,
    authorKey: 'author',
  },
  translations: {
    values: { card: id, lang, by: id, status: oneOf(...TRANSLATION_STATUSES), of: short },
    required: ['card', 'lang', 'by', 'status', 'of'],
    hasText: true,
    authorKey: 'by',
  },
};

/** Root maps whose values are plain. */
export const PLAIN_MAPS: Record<
  'threads' | 'report',
  { key: Check; valueOf: (key: string) => Check | undefined }
> = {
  threads: { key: id, valueOf: () => isThread },
  report: {
    key: (key) => key === 'action' || key === 'lang',
    valueOf: (key) => ({ action: id, lang })[key],
  },
};

function isThread(value: unknown): boolean {
  // A key `__proto__` on the wire becomes the prototype of what is read, and is lost when it is written again.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const { from, to, ...rest } = value as Record<string, unknown>;
  return Object.keys(rest).length === 0 && id(from) && id(to) && from !== to;
}

/** `__proto__` would be no key of its own in an object. */
export const isEntryId: Check = (value) => id(value) && value !== '__proto__';

/** Root texts. A report belongs to a group's canvas, a narrative to the reserved group "synthesis". */
export function isRootText(name: string, groupId: string): boolean {
  if (groupId === SYNTHESIS_GROUP)
    return name.startsWith('narrative:') && lang(name.slice('narrative:'.length));
  return name === 'report:question' || name === 'report:lines';
}

/** Where cards stand that have no zone yet, or whose zone is gone: every canvas has it, and they are to be moved on. */
export const TO_SORT = 'to-sort';

export const SYNTHESIS_GROUP = 'synthesis';
export type EntryRoot = keyof typeof ENTRIES;
export const isEntryRoot = (name: string): name is EntryRoot => Object.hasOwn(ENTRIES, name);
export const isPlainRoot = (name: string): name is keyof typeof PLAIN_MAPS => Object.hasOwn(PLAIN_MAPS, name);
