import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_FORMATS, synthesisDocument } from '#server/documents/documents.ts';
import { dueIn, instantIn, languageIn } from '#shared/i18n/readable.ts';
import { exportTexts as en } from '#shared/i18n/en/export.ts';
import { exportTexts as es } from '#shared/i18n/es/export.ts';
import { exportTexts as fr } from '#shared/i18n/fr/export.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { anInput, aSession } from '../synthesis/a-workshop.ts';
import { fullInput, fullSynthesis } from './a-synthesis.ts';
import { wordsIn } from './office-file.ts';

describe('a document', () => {
  it('has a type and a name that any system takes', { timeout: 60_000 }, async () => {
    const title = { fr: 'Économie sociale & solidaire / 2.3.2' };
    const synthesis = synthesise(anInput({ language: 'fr', state: aSession({ title }) }));
    const documents = await Promise.all(
      DOCUMENT_FORMATS.map((format) => synthesisDocument(format, synthesis, 'fr')),
    );
    expect(documents.map(({ fileName, contentType }) => [fileName, contentType.split(';')[0]])).toEqual([
      ['economie-sociale-solidaire-2-3-2-fr.json', 'application/json'],
      ['economie-sociale-solidaire-2-3-2-fr.md', 'text/markdown'],
      ['economie-sociale-solidaire-2-3-2-fr.csv', 'text/csv'],
      [
        'economie-sociale-solidaire-2-3-2-fr.xlsx',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
      [
        'economie-sociale-solidaire-2-3-2-fr.docx',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
      ['economie-sociale-solidaire-2-3-2-fr.pdf', 'application/pdf'],
    ]);
    const unnamed = synthesise(anInput({ state: aSession({ title: { en: '"工作坊"\r\n' } }) }));
    expect((await synthesisDocument('md', unnamed, 'en')).fileName).toBe('session1-en.md');
  });

  it('as JSON is the synthesis itself', async () => {
    const synthesis = fullSynthesis('en');
    const { body } = await synthesisDocument('json', synthesis, 'en');
    expect(JSON.parse(String(body))).toEqual(synthesis);
    expect(body).toMatch(/^\{\n {2}"format": "minga.synthesis",\n {2}"version": 1,[^]*\}\n$/);
  });

  // Packing takes its time.
  it.each(
    DOCUMENT_FORMATS.map((format) => [format, ['md', 'csv', 'json'].includes(format) ? 25 : 3] as const),
  )('as %s names no territory whose people did not agree', { timeout: 120_000 }, async (format, numRuns) => {
    const name = fc.stringMatching(/^[QXK][xqkwj]{9}[=|<*"' ][xqkwj]{9}$/);
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom('en', 'fr', 'es'), async (place, language) => {
        const synthesis = fullSynthesis(language, 'Words', place);
        const { body } = await synthesisDocument(format, synthesis, language);
        const words = wordsIn(body);
        expect(words).not.toContain(place.slice(0, 10));
        expect(words).not.toContain(place.slice(11));
      }),
      { numRuns },
    );
  });

  it('tells nothing of an open hidden ballot', { timeout: 60_000 }, async () => {
    const input = fullInput('en');
    const state = {
      ...input.state,
      ballots: input.state.ballots.map((ballot) => ({ ...ballot, isOpen: true })),
    };
    const [during, before] = [state, { ...state, votes: [] }].map((each) =>
      synthesise({ ...input, state: each }),
    );
    for (const format of DOCUMENT_FORMATS) {
      expect(during && (await synthesisDocument(format, during, 'en')).body).toEqual(
        before && (await synthesisDocument(format, before, 'en')).body,
      );
    }
  });
});

describe('dates, durations and languages', () => {
  it('read as people say them', () => {
    expect(instantIn('fr', '2021-06-01T14:15:00.000Z')).toBe('1er juin 2021 à 14:15 UTC');
    expect(instantIn('es', '2021-06-01T14:15:00.000Z')).toMatch(/^1 de junio de 2021.* 14:15 UTC$/);
    expect(dueIn('es', '2027-03-31')).toBe('31 de marzo de 2027');
    expect(dueIn('en-GB', 'P1Y6M')).toBe('1 year, 6 months');
    expect(languageIn('fr', 'es')).toBe('espagnol');
  });

  it('stay as written where they are none', () => {
    expect(['2027-02-31', '2027-99-99', 'soon', 'PT5M'].map((due) => dueIn('fr', due))).toEqual([
      '2027-02-31',
      '2027-99-99',
      'soon',
      'PT5M',
    ]);
    expect(languageIn('en-GB', 'abcd-x')).toBe('abcd-x');
  });
});

describe('the words of documents', () => {
  const placeholdersOf = (texts: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\{\w+\}\}/g) ?? []).sort()]),
    );

  it.each([
    ['fr', fr],
    ['es', es],
  ])('have the same keys and placeholders in %s', (_, texts) => {
    expect(placeholdersOf(texts)).toEqual(placeholdersOf(en));
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('in French keep their punctuation on the line', () => {
    const loose = Object.values(fr).filter((text) => / [:;?!»]|« |[^\u00a0]:|[^\u202f][;?!]/.test(text));
    expect(loose).toEqual([]);
  });

  it('take a value as it is', () => {
    expect(fill('{{a}} {{b}} {{toString}}', { a: '{{b}}', b: '$&' })).toBe('{{b}} $& {{toString}}');
  });
});
