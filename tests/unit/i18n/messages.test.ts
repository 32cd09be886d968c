import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Messages = Record<string, string>;
/** The interface's texts by language, all parts together. Errors and exports have tests of their own. */
const PARTS = ['common', 'session', 'plenary', 'card', 'group', 'register', 'setup', 'console', 'synthesis'];
const textsOf = async (language: string): Promise<Messages> => {
  const parts = await Promise.all(
    PARTS.map(
      (part) => import(`../../../shared/i18n/${language}/${part}.ts`) as Promise<{ messages: Messages }>,
    ),
  );
  return Object.assign({}, ...parts.map(({ messages }) => messages)) as Messages;
};
const english = await textsOf('en');
const others: Record<string, Messages> = { fr: await textsOf('fr'), es: await textsOf('es') };

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).sort();
/** A singular may spell its number out. */
const isSingular = (key: string): boolean => key.endsWith('_one');

describe.each(Object.keys(others))('the interface in %s', (language) => {
  const texts = others[language] ?? {};

  it('has every text, with the same placeholders', () => {
    for (const [key, text] of Object.entries(english)) {
      expect(texts[key], key).toBeTruthy();
      if (!isSingular(key)) expect(placeholders(texts[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('has no text that English lacks', () => {
    const extra = Object.keys(texts).filter((key) => !(key in english) && !key.endsWith('_many'));
    expect(extra).toEqual([]);
  });

  it('has each plural its language needs', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = Object.keys(english).filter((key) => key.endsWith('_other'));
    for (const key of counted) {
      for (const category of needed) expect(texts, key).toHaveProperty([key.replace(/other$/, category)]);
    }
  });
});

it('French punctuation never stands at the beginning of a line', () => {
  for (const [key, text] of Object.entries(others['fr'] ?? {})) expect(text, key).not.toMatch(/ [;:?!»]|« /);
});

it('nobody is shouted at: no exclamation mark in any language', () => {
  for (const texts of [english, ...Object.values(others)]) {
    for (const [key, text] of Object.entries(texts)) expect(text, key).not.toMatch(/[!¡]/);
  }
});

/** Every text that a page asks for by a fixed name, and every text that some page asks for. */
describe('the pages', () => {
  const sources = readdirSync('client', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(svelte|ts)$/.test(file))
    .map((file) => readFileSync(join('client', file), 'utf8'))
    .join('\n');
  const plain = (key: string): string => key.replace(/_(zero|one|other)$/, '');

  it('ask for no text that does not exist', () => {
    const asked = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
    const known = new Set(Object.keys(english).map(plain));
    expect([...new Set(asked)].filter((key) => !known.has(key))).toEqual([]);
  });

  it('use every text there is', () => {
    const families = [...sources.matchAll(/`([a-z][A-Za-z.]*\.)\$\{/g)].map(([, family]) => family ?? '');
    const unused = [...new Set(Object.keys(english).map(plain))].filter(
      (key) =>
        !key.startsWith('error.') &&
        !sources.includes(`'${key}'`) &&
        !families.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });
});
