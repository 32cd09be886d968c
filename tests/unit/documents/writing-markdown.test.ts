import { describe, expect, it } from 'vitest';
import { manuscriptOf } from '#server/documents/manuscript.ts';
import { inline, opening, paragraphs } from '#server/documents/markdown-text.ts';
import { synthesisMarkdown } from '#server/documents/markdown.ts';
import { synthesise, type Synthesis } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { anInput, aSession } from '../synthesis/a-workshop.ts';
import { fullSynthesis } from './a-synthesis.ts';

const markdownOf = (synthesis: Synthesis) => {
  const texts = exportTextsOf(synthesis.language);
  return synthesisMarkdown(manuscriptOf(synthesis, texts), texts);
};
const markdownIn = (language: string, words?: string) => markdownOf(fullSynthesis(language, words));

describe('the synthesis as Markdown', () => {
  it('says what it is, when it was and that it may still change', () => {
    const markdown = markdownIn('en');
    expect(markdown).toMatch(
      /^# Workshop\n\nSynthesis\n\n\*\*Provisional: [^]*- Date: 1 June 2021 at 14:15 UTC\n/,
    );
    expect(markdown).toContain('could not be read: Room Room g2, 4. Finance (canvas/damaged)');
    expect(markdown).toContain('## How to read this document');
  });

  it('marks the language of what was not translated, and the source of what was', () => {
    const markdown = markdownIn('en');
    expect(markdown).toContain(
      'A lever Words *(translated from: French, the original has changed since it was translated)*',
    );
    expect(markdownIn('es')).toContain('*(idioma: francés)*');
    expect(markdown).toContain('(language: French)\n\nWords');
  });

  it('begins with one page: what the rooms wrote, and apart from it what was counted', () => {
    const markdown = markdownIn('en');
    const page = markdown.slice(markdown.indexOf('## The session'), markdown.indexOf('## How to read'));
    expect(page).toContain('| 1. **Legal framework** | Words | Words |');
    expect(page).toContain('| 4. **Finance** | *Nothing written* |  |');
    expect(page.indexOf('### What the rooms wrote')).toBeLessThan(page.indexOf('### What was counted'));
    expect(page).toContain('- Cards: 4\n');
    expect(page).toContain('| Seedbed | 1 to 2 (n 2) |  |');
  });

  it('holds every card once by block, and points to it by its number elsewhere', () => {
    const markdown = markdownIn('en');
    const blocks = markdown.slice(markdown.indexOf('## Block by block'), markdown.indexOf('## By situation'));
    expect([...blocks.matchAll(/\*\*1\.(\d)\*\*/g)].map(([, number]) => number).sort()).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(markdown).toContain('Territories: Praia\n\nCards: 1.1, 1.4.');
  });

  it('leads from gaps to actions and names the gaps left open', () => {
    const markdown = markdownIn('en');
    expect(markdown).toMatch(
      /- Gap: \*\*1\.1\*\* No law Words .*\n {2}- Lever: \*\*1\.3\*\* A lever Words .*\n {2}- Action: \*\*1\.4\*\* Words/,
    );
    expect(markdown).toMatch(/#### Gaps without a lever or an action\n\n- \*\*1\.2\*\* Words\n/);
  });

  it('plans actions in a table, with what is still to be settled', () => {
    expect(markdownIn('en')).toContain('| *1.4* | Words | Praia | Words | 6 months | 2 | Proposed |');
  });

  it('gives maturity as a spread, apart from "I don’t know", and provisional without evidence', () => {
    const markdown = markdownIn('fr');
    expect(markdown).toContain('| Praia | 1. **Cadre juridique** | 1 à 2 | 1,5 | 2 | 0 | Words |');
    expect(markdown).toContain(
      '| Territoire A | 1. **Cadre juridique** | 3 | 3 | 1 | 1 | *Provisoire\u00a0: sans preuve* |',
    );
  });

  it('of a session without anything is short and honest', () => {
    const markdown = markdownOf(synthesise(anInput({ state: aSession({ title: {}, startsAt: null }) })));
    for (const words of [
      '# Untitled session',
      'Date: Not set',
      'Final:',
      'No cards.',
      'No actions.',
      'No report sheets.',
    ]) {
      expect(markdown).toContain(words);
    }
    expect(markdown).not.toMatch(/\n{3}|undefined|null|\{\{/);
  });

  it('leaves no placeholder open in any language', () => {
    for (const language of ['en', 'fr', 'es', 'pt'])
      expect(markdownIn(language)).not.toMatch(/\{\{|undefined|null/);
  });
});

describe('what people typed', () => {
  it('makes no link, image or markup', () => {
    expect(inline('[x](javascript:alert(1))')).toBe('\\[x\\]\\(javascript:alert(1))');
    expect(inline('![x](y) **b** _i_ `c` ~~s~~')).toBe(
      '!\\[x\\]\\(y) \\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~\\~s\\~\\~',
    );
    expect(inline('<img src=x onerror=alert(1)> &lt; R&D')).toBe(
      '&lt;img src=x onerror=alert(1)&gt; &amp;lt; R&D',
    );
  });

  it('makes no link of an address, which stays to be read', () => {
    expect(inline('see https://evil.example/a_b, www.x.org or me@x.org')).toBe(
      'see `https://evil.example/a_b,` `www.x.org` or `me@x.org`',
    );
    expect(inline('[x](https://evil.example)')).toBe('\\[x\\]\\(`https://evil.example)`');
    expect(inline('https://x<img src=x>')).not.toContain('<');
  });

  it('cannot leave its cell or its line', () => {
    expect(inline('a | b\n| c \\| d')).toBe('a \\| b \\| c \\\\\\| d');
    expect(inline('a\u2028b\r\n\r\nc\u0000\u202Ed')).toBe('a b cd');
  });

  it('begins no heading, list, quote or rule', () => {
    expect(['# x', '- x', '+ x', '1. x', '12) x', '> x', '---', '===', ':::'].map(opening)).toEqual([
      '\\# x',
      '\\- x',
      '\\+ x',
      '1\\. x',
      '12\\) x',
      '&gt; x',
      '\\---',
      '\\===',
      '\\:::',
    ]);
    expect(paragraphs('a\n- b\n\n\n    # c', '  ')).toBe('a  \n  \\- b\n\n  \\# c');
  });

  it('stays words everywhere in the document', () => {
    const markdown = markdownIn('en', '<script>x</script> | [a](b)\n# h\n| - | - |\n```');
    expect(markdown).not.toMatch(/<script|(?<!\\)\]\(|\n\s*`{3}/);
    const tables = markdown.split(/\n(?=\*Table)/).slice(1);
    for (const table of tables) {
      const rows = table.split('\n').filter((line) => line.startsWith('| '));
      expect(new Set(rows.map((line) => line.match(/(?<!\\)\|/g)?.length)).size).toBe(1);
    }
  });

  it('comes to its end where it is one endless word', () => {
    // With a look back at each letter, these would take minutes instead of a second.
    for (const word of ['a', '(', '.', ' ', '\n', 'a.'])
      expect(inline(paragraphs(word.repeat(100_000)))).toBeTypeOf('string');
  });
});
