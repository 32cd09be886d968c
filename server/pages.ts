import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { InterfaceLanguage } from '#shared/i18n/server.ts';
import { languageOf } from './refusals.ts';

/** What helmet says to browsers about a document, not about what is loaded into it. */
const OF_DOCUMENTS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

/** The pages are one document; which screen it shows is the browser's matter. What it begins with is named in it. */
export async function servePages(fastify: FastifyInstance, pagesDir: string | undefined): Promise<void> {
  if (!pagesDir || !existsSync(pagesDir)) return;
  await fastify.register(staticFiles, {
    root: pagesDir,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const isNamedByContent = path.includes('/assets/');
      void response.header(
        'cache-control',
        isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      // Told with the document. A small file is shorter than they are, and there are many on the way to a canvas.
      if (isNamedByContent) for (const name of OF_DOCUMENTS) response.removeHeader(name);
    },
  });
  const [document = '', preload = ''] = await Promise.all(
    ['index.html', 'preload.json'].map((file) => readFile(join(pagesDir, file), 'utf8')),
  );
  const { home, session } = JSON.parse(preload) as Record<string, Record<InterfaceLanguage, string[]>>;
  const pages = {
    ...{ '/': home, '/join': home, '/register': undefined, '/new': undefined },
    ...{ '/s/:id': session, '/s/:id/*': session },
  };
  for (const [path, beginning] of Object.entries(pages)) {
    fastify.get(path, { schema: { hide: true } }, (request, reply) => {
      const hints = beginning?.[languageOf(request)].map(hintFor).join('') ?? '';
      void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
      return reply.send(document.replace('</head>', `${hints}</head>`));
    });
  }
}

const hintFor = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="preload" as="style" href="/${file}">`
    : `<link rel="modulepreload" href="/${file}">`;
