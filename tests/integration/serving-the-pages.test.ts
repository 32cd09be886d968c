import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp } from '../support/workshop.ts';

let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp({ pagesDir: resolve('dist/client') });
});
afterAll(() => app.stop());

it.each([
  ['/', 'fr', 'Entrer dans l’atelier', ['HomePage']],
  ['/join', 'es', 'Entrar al taller', ['HomePage']],
  ['/s/anything', 'en', 'Enter the workshop', ['SessionPage', 'Workshop']],
])(
  '%s names in its document, in %s, what it begins with; each comes compressed and is kept for ever',
  async (path, lang, text, pages) => {
    const headers = { 'accept-language': lang, 'accept-encoding': 'br' };
    const document = await fetch(`${app.url}${path}`, { headers });
    expect(document.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(document.headers.get('cache-control')).toBe('no-cache');
    const files = [
      ...(await document.text()).matchAll(/<link rel="(?:modulepreload|preload)"[^>]* href="([^"]+)"/g),
    ].map(([, href]) => href ?? '');
    for (const page of pages) expect(files.some((file) => file.startsWith(`/assets/${page}-`))).toBe(true);

    const bodies = await Promise.all(
      files.map(async (file) => {
        const answer = await fetch(`${app.url}${file}`, { headers });
        const body = await answer.text();
        expect(answer.status).toBe(200);
        expect(answer.headers.get('cache-control')).toContain('immutable');
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
        if (body.length > 1024) expect(answer.headers.get('content-encoding')).toBe('br');
        return body;
      }),
    );
    // Texts in one language alone.
    expect(bodies.filter((body) => body.includes(text)).length).toBe(1);
    expect(
      bodies.filter((body) => /Enter the workshop|Entrer dans l’atelier|Entrar al taller/.test(body)).length,
    ).toBe(1);
  },
);

it('a file of the pages comes without compression to whoever asks for none', async () => {
  const document = await (await fetch(`${app.url}/join`)).text();
  const [, file = ''] = /src="([^"]+\.js)"/.exec(document) ?? [];
  const answer = await fetch(`${app.url}${file}`, { headers: { 'accept-encoding': 'identity' } });
  expect(answer.headers.get('content-encoding')).toBeNull();
  expect(await answer.text()).toMatch(/import|export/);
});
