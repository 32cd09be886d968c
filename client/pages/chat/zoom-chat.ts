import { cleanText, linesOf } from '#shared/canvas/text.ts';

/** Something somebody wrote in Zoom's chat. */
export type ChatMessage = {
  /** As shown in the call; empty where the text does not tell. */
  name: string;
  text: string;
  /** Not to everybody: it was not meant for a canvas. */
  isPrivate: boolean;
};

const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?\s?m\.?)?`;
const TO = String.raw`(?:to|à|a|para)`;
/** `14:05:12 From Dulce to Everyone: text`, the older `From Dulce : text`, in three languages. */
const SAVED = new RegExp(
  String.raw`^\[?${TIME}\]?\s+(?:from|de|von)\s+([^:]+?)(?:\s+${TO}\s+([^:]+?))?\s*:\s*(.*)$`,
  'iu',
);
/** `14:05:12<tab> Dulce:<tab>text`: seconds tell it from a line that begins with a time. */
const SHORT = /^\d{1,2}:\d{2}:\d{2}\s+([^:\t]+?)\s*:\s*(.*)$/u;
/** Copied from the window: `Dulce to Everyone 2:05 PM`, the words below. */
const COPIED = new RegExp(
  String.raw`^(?:(?:from|de)\s+)?(.+?)\s+${TO}\s+(everyone|everybody|all|tout le monde|tous|todos|todo el mundo|me|moi|mí|mi|.+?\(.+?\))(?:\s*\(.+?\))?\s+(${TIME})$`,
  'iu',
);
const PRIVATE = /\b(direct|priv)|^(me|moi|mí|mi|yo)\b/iu;
const EVERYBODY = /^(everyone|everybody|all|tout le monde|tous|todos|todo el mundo)/iu;

/** What Zoom writes into the text of an answer about the message it answers. */
const REPLYING =
  /^(?:replying to|in reply to|répon(?:d|se|dre|dant)\w*(?: à)?|en réponse à|respond\w+ a|en respuesta a)\s*[«"“”‘'].*[»"“”’'…:]*$/iu;
/** A thumb or a heart is no message. */
const REACTION =
  /^(?:reacted to|removed a|a réagi à|réaction à|a retiré|reaccionó a|ha reaccionado a|reacción a|eliminó|quitó)\s.*["“”«»'‘’]/iu;

/**
 * The messages in a text copied or saved from Zoom's chat, in its own order. Where nothing in it looks like Zoom's, every line is
 * one, of nobody known. Reactions are left out, and so is what an answer repeats.
 */
export function messagesIn(pasted: string): ChatMessage[] {
  const found: { name: string; to: string; lines: string[] }[] = [];
  for (const line of pasted.replace(/\r\n?/g, '\n').split('\n')) {
    const head = headOf(line.trim());
    if (head) found.push(head);
    else found.at(-1)?.lines.push(line);
  }
  if (found.length === 0) return linesOf(pasted).map((text) => ({ name: '', text, isPrivate: false }));
  return found.flatMap(({ name, to, lines }) => {
    const text = wordsOf(lines);
    const isPrivate = PRIVATE.test(to) && !EVERYBODY.test(to);
    return text === '' || REACTION.test(text.slice(0, HEAD_LENGTH)) ? [] : [{ name, text, isPrivate }];
  });
}

/** Names and times are short: what comes later in a line is never looked through for them. */
const HEAD_LENGTH = 300;

function headOf(line: string): { name: string; to: string; lines: string[] } | null {
  const [head, rest] = [line.slice(0, HEAD_LENGTH), line.slice(HEAD_LENGTH)];
  const saved = SAVED.exec(head);
  if (saved) return { name: nameIn(saved[1]), to: (saved[2] ?? '').trim(), lines: [(saved[3] ?? '') + rest] };
  const short = SHORT.exec(head);
  if (short) return { name: nameIn(short[1]), to: '', lines: [(short[2] ?? '') + rest] };
  const copied = rest === '' ? COPIED.exec(head) : null;
  return copied ? { name: nameIn(copied[1]), to: (copied[2] ?? '').trim(), lines: [] } : null;
}

const nameIn = (text = ''): string => cleanText(text).replace(/\s+/gu, ' ').trim();

function wordsOf(lines: string[]): string {
  const cleaned = lines.map((line) => cleanText(line).trim());
  const first = cleaned.findIndex((line) => line !== '');
  const rest = REPLYING.test((cleaned[first] ?? '').slice(0, HEAD_LENGTH))
    ? cleaned.slice(first + 1)
    : cleaned;
  return rest
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
