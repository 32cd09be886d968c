import type { CanvasSnapshot, TranslationSnapshot } from '../canvas/snapshot.ts';
import { newestTranslation } from '../canvas/translations.ts';
import type { Id, Lang, Ref } from '../session/state.ts';
import { isSaid, type Written } from './cards.ts';
import { stemsOf } from './stems.ts';
import { compare } from './wording.ts';

/** From this cosine of their stems, rare ones counting more, two texts may say the same. */
const LIKE = 0.6;
/** One word in common is chance. */
const IN_COMMON = 2;
/** More different texts than this are a subject, not one thing said several times. */
const TEXTS = 6;
/** A word that opens more texts of one place than this tells none of them from another. */
const OPENING = 100;

/** Cards of the same words, and all that they say: as written, and in their published translations. */
type Saying = { words: string; refs: Ref[]; voices: Map<string, { lang: Lang; stems: string[] }> };
/** A text in one language as a direction of length 1, rarest stems first. */
type Voice = { of: number; lang: Lang; weights: Map<string, number> };
type Pair = { a: number; b: number; likeness: number };

/**
 * Cards of one block and zone that may say the same, by block, for people to judge: by their words alone. Each list has at least two
 * cards, in the order of `written`, which decides nothing else. No card is in two; the same words are always together; texts with
 * fewer than two words in common never are. Two languages meet in published translations.
 */
export function similarCards(written: readonly Written[]): Map<Id, Ref[][]> {
  const places = placesIn(written);
  const rarity = rarityIn(places.flat());
  const order = new Map(written.map(({ ref }, at) => [ref, at]));
  const orderOf = (ref: Ref | undefined): number => order.get(ref ?? '') ?? 0;
  const lists = places
    .flatMap((sayings) => clustersOf(sayings, rarity))
    .filter((refs) => refs.length > 1)
    .map((refs) => refs.sort((a, b) => orderOf(a) - orderOf(b)))
    .sort(([a], [b]) => orderOf(a) - orderOf(b));
  return groupedBy(lists, ([first]) => first?.split('/')[1] ?? '');
}

/** What is said in each block and zone, in an order of its own. */
function placesIn(written: readonly Written[]): Saying[][] {
  const places = new Map<string, Map<string, Saying>>();
  const translations = new Map<CanvasSnapshot, Map<Id, TranslationSnapshot[]>>();
  for (const { ref, canvas, card } of written) {
    const place = `${canvas.block}/${card.zone}`;
    const sayings = places.get(place) ?? new Map<string, Saying>();
    places.set(place, sayings);
    const stems = stemsOf(card.text);
    const words = stems.toSorted(compare).join(' ');
    const saying = sayings.get(words) ?? { words, refs: [], voices: new Map<string, never>() };
    sayings.set(words, saying);
    saying.refs.push(ref);
    const tell = (lang: Lang, stems: string[]) =>
      saying.voices.set(`${lang} ${stems.join(' ')}`, { lang, stems });
    tell(card.lang, stems);
    const known = translations.get(canvas) ?? groupedBy(canvas.translations, (one) => one.card);
    translations.set(canvas, known);
    for (const { lang, text } of published(known.get(card.id) ?? [], card.id))
      if (lang !== card.lang) tell(lang, stemsOf(text));
  }
  return [...places.values()].map((sayings) =>
    [...sayings.values()].sort((a, b) => compare(a.words, b.words)),
  );
}

const published = (translations: TranslationSnapshot[], card: Id): TranslationSnapshot[] =>
  [...new Set(translations.map(({ lang }) => lang))].flatMap(
    (lang) =>
      newestTranslation(
        { translations },
        card,
        lang,
        ({ status, text }) => status === 'published' && isSaid(text),
      ) ?? [],
  );

type Rarity = (lang: Lang, stem: string) => number;

/** How much a stem tells: the fewer texts of its language have it, the more. */
function rarityIn(sayings: readonly Saying[]): Rarity {
  const texts = new Map<Lang, number>();
  const having = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { voices } of sayings) {
    for (const { lang, stems } of voices.values()) {
      count(texts, lang);
      for (const stem of stems) count(having, `${lang} ${stem}`);
    }
  }
  return (lang, stem) => Math.log(1 + (texts.get(lang) ?? 0) / (having.get(`${lang} ${stem}`) ?? 1));
}

/** The most alike first, and only where each is like each: one may not lead to another that is like it no more. */
function clustersOf(sayings: readonly Saying[], rarity: Rarity): Ref[][] {
  const pairs = pairsIn(sayings, rarity);
  const alike = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
  const areAlike = (a: number, b: number) => alike.has(a < b ? `${a} ${b}` : `${b} ${a}`);
  const clusters = sayings.map((_, at) => [at]);
  for (const { a, b } of pairs) {
    const [one = [], other = []] = [clusters[a], clusters[b]];
    if (one === other || one.length + other.length > TEXTS) continue;
    if (!one.every((first) => other.every((second) => areAlike(first, second)))) continue;
    const both = [...one, ...other];
    for (const at of both) clusters[at] = both;
  }
  return [...new Set(clusters)].map((cluster) => cluster.flatMap((at) => sayings[at]?.refs ?? []));
}

/**
 * Those that are alike enough, the most alike first. Whoever is like another shares one of its rarest stems, for what is left after
 * those is too short a part of the text to make up the likeness; so only texts that share one of these are compared.
 */
function pairsIn(sayings: readonly Saying[], rarity: Rarity): Pair[] {
  const voices = sayings.flatMap(({ voices }, of) =>
    [...voices.values()].map(({ lang, stems }) => ({ of, lang, weights: weighed(lang, stems, rarity) })),
  );
  const openings = groupedBy(
    voices.flatMap((voice) => openingOf(voice).map((stem) => ({ voice, key: `${voice.lang} ${stem}` }))),
    ({ key }) => key,
  );
  const found = new Map<string, Pair>();
  for (const sharing of openings.values()) {
    if (sharing.length > OPENING) continue;
    sharing.forEach(({ voice: first }, at) => {
      for (const { voice: second } of sharing.slice(at + 1)) {
        const [a, b] = first.of < second.of ? [first, second] : [second, first];
        if (a.of === b.of) continue;
        const key = `${a.of} ${b.of}`;
        const likeness = likenessOf(a, b);
        if (likeness >= LIKE && likeness > (found.get(key)?.likeness ?? 0))
          found.set(key, { a: a.of, b: b.of, likeness });
      }
    });
  }
  return [...found.values()].sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b);
}

function weighed(lang: Lang, stems: readonly string[], rarity: Rarity): Map<string, number> {
  const weights = stems
    .map((stem) => [stem, rarity(lang, stem)] as const)
    .sort(([a, x], [b, y]) => y - x || compare(a, b));
  const length = Math.hypot(...weights.map(([, weight]) => weight));
  return new Map(weights.map(([stem, weight]) => [stem, weight / length]));
}

function openingOf({ weights }: Voice): string[] {
  let left = 1;
  const opening: string[] = [];
  for (const [stem, weight] of weights) {
    // Squared, and a little less for what rounding leaves.
    if (left < LIKE * LIKE - 1e-9) break;
    opening.push(stem);
    left -= weight * weight;
  }
  return opening;
}

function likenessOf({ weights: a }: Voice, { weights: b }: Voice): number {
  let [likeness, inCommon] = [0, 0];
  for (const [stem, weight] of a) {
    const other = b.get(stem);
    if (other === undefined) continue;
    likeness += weight * other;
    inCommon += 1;
  }
  return inCommon < IN_COMMON ? 0 : likeness;
}

/** `Map.groupBy`, which Node 20 has not. */
function groupedBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
