import { describe, expect, it } from 'vitest';
import { synthesisCsv } from '#server/documents/csv.ts';
import { roomsCsv } from '#server/documents/rooms-csv.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { fullSynthesis } from './a-synthesis.ts';

const csvIn = (language: string, words?: string) =>
  synthesisCsv(fullSynthesis(language, words), exportTextsOf(language));

describe('the synthesis as CSV', () => {
  it('has one row for each card, with a heading in the language', () => {
    const rows = csvIn('fr').split('\r\n');
    expect(rows[0]).toBe(
      '\uFEFFRéférence,Nº du bloc,Bloc,Groupe,Zone,Texte,Langue,Texte original,Langue originale,Territoires,Votes,Porteur,Échéance,État',
    );
    expect(rows).toHaveLength(1 + 4 + 1);
    expect(rows[1]).toBe(
      'g1/legal/c1,1,Cadre juridique,Room g1,Ce qui manque,No law Words,en,,,Praia; Territoire A,0,,,',
    );
    expect(rows).toContain(
      'g1/legal/c3,1,Cadre juridique,Room g1,Actions,Words,en,,,Praia,2,Words,P6M,Proposée',
    );
  });

  it('holds the original of a translated card', () => {
    expect(csvIn('en')).toContain(',A lever Words,en,Words,fr,');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r\n=1', ' =1', '＝1', '=HYPERLINK("http://x","y")'])(
    'keeps %j a text',
    (formula) => {
      const csv = csvIn('en', formula);
      expect(csv).toContain(`'${formula.trim()}`.replaceAll('"', '""'));
      expect(csv).not.toMatch(/(^|[,;\t\r\n])"?[=+@＝＋＠]/);
    },
  );

  it('lets no formula begin where a spreadsheet might cut at a semicolon, a tab or a line', () => {
    expect(csvIn('en', 'x;=1+1;y\n=2\t@3')).toContain(`"x;'=1+1;y\n'=2\t'@3"`);
    expect(csvIn('en', 'either;\n- this')).toContain('either;\n- this');
  });
});

describe('rooms for Zoom', () => {
  it('are rows of room and address under Zoom’s own headings', () => {
    expect(
      roomsCsv([
        { groupName: 'Sala 1, "legal"', email: 'a@x.org' },
        { groupName: 'Room\n2', email: ' ' },
        { groupName: 'Room\n2', email: ' b@x.org' },
        { groupName: 'Room 3', email: 'A@x.org' },
      ]),
    ).toBe('Pre-assign Room Name,Email Address\r\n"Sala 1, ""legal""",a@x.org\r\nRoom 2,b@x.org\r\n');
  });

  it('are texts, not formulas', () => {
    expect(roomsCsv([{ groupName: '=1+1', email: '@x' }])).toContain("'=1+1,'@x");
  });
});
