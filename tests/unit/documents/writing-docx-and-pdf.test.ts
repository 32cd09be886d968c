import { describe, expect, it } from 'vitest';
import { synthesisDocx } from '#server/documents/docx.ts';
import { manuscriptOf } from '#server/documents/manuscript.ts';
import { synthesisPdf } from '#server/documents/pdf.ts';
import { synthesise, type Synthesis } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import {
  inOneLine,
  printed,
  readPdf,
  structureOf,
  structureWords,
  timesIn,
  wordsOf,
} from '#tests/support/office.ts';
import { aCanvas, aCard, aGroup, anInput, aSession } from '../synthesis/a-workshop.ts';
import { livelySynthesis } from './a-lively-session.ts';
import { fullSynthesis } from './a-synthesis.ts';
import { all, partsOf, readXml, textOf, type Element } from './office-file.ts';

const LANGUAGES = ['en', 'fr', 'es'];
/** Other programs take their time to start. */
const PATIENT = { timeout: 120_000 };
const WRITERS = { docx: synthesisDocx, pdf: synthesisPdf };

const write = (format: keyof typeof WRITERS, synthesis: Synthesis): Promise<Buffer> => {
  const texts = exportTextsOf(synthesis.language);
  return WRITERS[format](manuscriptOf(synthesis, texts), texts);
};
const docxOf = (synthesis: Synthesis) => write('docx', synthesis);
const pdfOf = (synthesis: Synthesis) => write('pdf', synthesis);

const withCards = (texts: string[], lang = 'en', language = 'en') =>
  synthesise(
    anInput({
      language,
      canvases: [
        aCanvas('g1/legal', {
          cards: texts.map((text, index) =>
            aCard(`c${100 + index}`, 'exists', { text, lang, territories: [] }),
          ),
        }),
      ],
    }),
  );

/** From the heading of the blocks to that of the situations, without what stands at the foot of every page. */
function byBlock(text: string, language: string): string {
  const texts = exportTextsOf(language);
  const [start, end] = [text.lastIndexOf(texts.byBlock), text.lastIndexOf(texts.bySituation)];
  return text.slice(start, end);
}

const HOSTILE = [
  '=1+1',
  '@SUM(A1)',
  '<b>&amp;</b> ]]>',
  '<w:t>x</w:t></w:tblPr> w:id="7"',
  '{{title}} ${x} PAGEREF x',
  'constructor',
  '__proto__',
  'Ñandú – œuvre, ação, È, ş, Ł',
  'Ωμέγα и Юг',
];

describe.each(LANGUAGES)('the synthesis as a Word document, in %s', PATIENT, (language) => {
  it('holds every card once by block, as LibreOffice reads it, accents and all', async () => {
    const synthesis = livelySynthesis(language, { isNumbered: true });
    const text = await wordsOf(await docxOf(synthesis));
    const blocks = byBlock(text, language);
    for (const card of synthesis.cards)
      expect([card.text, timesIn(blocks, inOneLine(card.text))]).toEqual([card.text, 1]);
    expect(text).toContain(inOneLine(synthesis.session.title));
    expect(text).toContain(inOneLine(synthesis.programme.disclaimer));
  });

  it('is well-formed, in its language, with headings, captions, descriptions and heads of tables', async () => {
    const synthesis = fullSynthesis(language, 'Économie à São Tomé, ñandú');
    const parts = partsOf(await docxOf(synthesis));
    const xmls = Object.entries(parts).filter(([name]) => /\.(xml|rels)$/.test(name));
    const read = Object.fromEntries(xmls.map(([name, xml]) => [name, readXml(xml)]));
    const document = read['word/document.xml'] as Element;
    const styles = all(document, 'w:pStyle').map(({ attributes }) => attributes['w:val']);
    expect(styles).toEqual(expect.arrayContaining(['Title', 'Heading1', 'Heading2', 'Heading3', 'Caption']));
    expect(all(read['word/styles.xml'] as Element, 'w:lang')[0]?.attributes['w:val']).toBe(language);
    const tables = all(document, 'w:tbl');
    expect(tables.map((table) => all(table, 'w:tblDescription').length)).toEqual(tables.map(() => 1));
    expect(tables.every((table) => all(table, 'w:tblDescription')[0]?.attributes['w:val'] !== '')).toBe(true);
    expect(all(document, 'w:tblHeader').length).toBeGreaterThan(4);
    expect(textOf(document)).toContain('TOC \\h \\o');
    const core = read['docProps/core.xml'] as Element;
    expect(textOf(all(core, 'dc:title')[0] as Element)).toBe(synthesis.session.title);
  });

  it('marks the words that are in another language', async () => {
    const other = language === 'fr' ? 'es' : 'fr';
    const document = readXml(
      partsOf(await docxOf(withCards(['Palabras'], other, language)))['word/document.xml'] ?? '',
    );
    const run = all(document, 'w:r').find((one) => textOf(one) === 'Palabras');
    expect(run && all(run, 'w:lang')[0]?.attributes['w:val']).toBe(other);
  });
});

describe.each(LANGUAGES)('the synthesis as a PDF, in %s', PATIENT, (language) => {
  it('holds every card once by block, accents and all', async () => {
    const synthesis = livelySynthesis(language, { isNumbered: true });
    const pdf = await pdfOf(synthesis);
    const printedBlocks = byBlock(readPdf(pdf).text, language);
    const blocks = byBlock(structureWords(pdf), language);
    for (const card of synthesis.cards) {
      const mark = inOneLine(/Nº \S+/u.exec(card.text)?.[0] ?? '');
      expect([mark, timesIn(printedBlocks, mark)]).toEqual([mark, 1]);
      expect([card.text, timesIn(blocks, inOneLine(card.text))]).toEqual([card.text, 1]);
    }
  });

  it('is tagged, names its language and title, and carries its typefaces', async () => {
    const synthesis = livelySynthesis(language);
    const pdf = await pdfOf(synthesis);
    const { info, fonts, pages } = readPdf(pdf);
    expect(info).toMatchObject({
      Title: synthesis.session.title,
      Tagged: 'yes',
      Encrypted: 'no',
      JavaScript: 'no',
    });
    expect(pdf.toString('latin1')).toContain(`/Lang (${language})`);
    expect(fonts.length).toBeGreaterThan(2);
    expect(fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    expect(pages[1]).toContain(exportTextsOf(language).brief);
    expect(pages[2]).toContain(exportTextsOf(language).contents);
  });

  it('gives a screen reader headings, lists and tables in order', async () => {
    const structure = structureOf(await pdfOf(fullSynthesis(language)));
    for (const part of ['H1', 'H2', 'H3', 'TOC', 'TOCI', 'Table', 'THead', 'TH', 'TD', 'LI', 'Lbl', 'Figure'])
      expect(structure).toMatch(new RegExp(`^\\s*${part}\\b`, 'm'));
    const texts = exportTextsOf(language);
    const order = [texts.brief, texts.contents, texts.howToRead, texts.byBlock].map((title) =>
      inOneLine(structure).indexOf(`"${inOneLine(title)}`),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

describe.each(['docx', 'pdf'] as const)('whatever people typed, the %s', PATIENT, (format) => {
  const read = async (synthesis: Synthesis) => {
    const file = await write(format, synthesis);
    return readPdf(format === 'pdf' ? file : await printed(file)).text;
  };

  it('keeps as words', async () => {
    const text = await read(withCards(HOSTILE));
    for (const words of HOSTILE) expect(text.replace(/ /g, '')).toContain(inOneLine(words).replace(/ /g, ''));
  });

  it('loses what no file may hold, and nothing else', async () => {
    const text = await read(withCards(['a\u0000\u0007b\uD800c\uFFFF\u202Ed', 'one\r\ntwo\tthree']));
    expect(text).toContain('abcd');
    expect(text).toContain('one two three');
  });

  it('holds five thousand letters, one endless word and a whole page of lines', async () => {
    const long = `${'mot '.repeat(1249)}fin.`;
    const text = await read(
      withCards([long, 'x'.repeat(5000), Array.from({ length: 200 }, (_, i) => `L${i}.`).join('\n')]),
    );
    expect(timesIn(text, 'mot')).toBe(1249);
    expect(timesIn(text, 'x')).toBeGreaterThanOrEqual(5000);
    expect(text).toContain('L199.');
  });

  it('holds words that run from right to left', async () => {
    const letters = [...(await read(withCards(['اقتصاد اجتماعي'], 'ar')))].sort().join('');
    for (const letter of 'اقتصادجمعي') expect(letters).toContain(letter);
  });

  it('numbers tables and figures one after the other', async () => {
    const text = await read(livelySynthesis('en'));
    for (const kind of ['Table', 'Figure']) {
      const numbers = [...text.matchAll(new RegExp(`\\b${kind} (\\d+)\\. `, 'g'))].map(([, one]) =>
        Number(one),
      );
      expect(numbers.length).toBeGreaterThan(2);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('says on the brief which session it was, for whoever has that page alone', async () => {
    const synthesis = livelySynthesis('en');
    const file = await write(format, synthesis);
    const { pages } = readPdf(format === 'pdf' ? file : await printed(file));
    expect(pages[1]).toContain(inOneLine(synthesis.session.title));
    expect(pages[1]).toContain(inOneLine(synthesis.programme.event));
  });

  it('names in one line the situations that no territory chose', async () => {
    const synthesis = livelySynthesis('en');
    const situations = synthesis.situations.map((one, index) =>
      index === 0 ? one : { ...one, territories: [], cards: [] },
    );
    const [first, ...others] = situations.map(({ title }) => title);
    const text = await read({ ...synthesis, situations });
    expect(text).toContain(inOneLine(`No territory chose: ${others.join(' · ')}`));
    expect(text).toContain(`By situation ${inOneLine(first ?? '')} Territories: `);
  });

  it('fits the brief on one page, whatever was reported', async () => {
    const groups = Array.from({ length: 12 }, (_, index) => aGroup(`g${index}`, ['legal', 'finance']));
    const canvases = groups.flatMap(({ id, blocks }) =>
      blocks.map((block) =>
        aCanvas(`${id}/${block}`, {
          cards: [aCard('c1', 'actions', { text: 'Une action très longue. '.repeat(40) })],
          report: { action: 'c1', lang: 'fr', question: 'Une question sans fin ? '.repeat(40), lines: '' },
        }),
      ),
    );
    const synthesis = synthesise(anInput({ state: aSession({ groups }), canvases }));
    const file = await write(format, synthesis);
    const { pages } = readPdf(format === 'pdf' ? file : await printed(file));
    expect(pages[1]).toContain(exportTextsOf('en').brief);
    expect(pages[1]).toContain('(language: French)');
    expect(pages[1]).toContain('Actions with an owner');
    expect(pages[2]).toMatch(/^Contents/);
  });

  it('fits the brief on one page with eight rooms and five situations, all of them wordy', async () => {
    const lively = livelySynthesis('fr');
    const long = 'Une phrase qui ne veut pas finir, '.repeat(9);
    const synthesis = {
      ...lively,
      cards: lively.cards.map((card) => ({ ...card, text: long })),
      groups: lively.groups.map((group) => ({
        ...group,
        reports: group.reports.map((report) => ({ ...report, question: long })),
      })),
    };
    const file = await write(format, synthesis);
    const { pages } = readPdf(format === 'pdf' ? file : await printed(file));
    expect(pages[1]).toContain('Actions avec un porteur');
    expect(pages[2]).toMatch(/^Sommaire/);
  });

  it('is whole when nothing was written, and names what could not be read', async () => {
    const empty = synthesise(
      anInput({
        state: aSession({ title: {}, startsAt: null }),
        unreadable: [{ group: 'g2', block: 'finance', code: 'canvas/damaged' }],
      }),
    );
    const text = await read(empty);
    for (const words of ['Untitled session', 'Not set', 'No cards.', 'No actions.', 'canvas/damaged'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/undefined|null|\{\{/);
    expect(await read(withCards(['Alone']))).toContain('Alone');
  });

  it('is the same twice', async () => {
    const [one, two] = [await write(format, fullSynthesis('fr')), await write(format, fullSynthesis('fr'))];
    expect(one.equals(two)).toBe(true);
  });

  it('tells nothing of the hour or of anybody', async () => {
    const file = await write(format, fullSynthesis('en', 'Words', 'Hiddentown'));
    const words = format === 'docx' ? Object.values(partsOf(file)).join('') : readPdf(file).text;
    expect(words).not.toContain('Hiddentown');
    expect(words).not.toContain(String(new Date().getFullYear()));
  });
});
