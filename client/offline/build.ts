import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Adds the service worker to the build, with the names of the files it may keep and the build's own name. */
export function serviceWorker(): Plugin {
  return {
    name: 'minga-service-worker',
    apply: 'build',
    // Once the names of all files are final.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.keys(bundle)
          .filter((file) => file.startsWith('assets/'))
          .map((file) => `/${file}`)
          .sort();
        const source = readFileSync('client/offline/service-worker.js', 'utf8');
        const version = createHash('sha256')
          .update(files.join('\n'))
          .update(source)
          .digest('hex')
          .slice(0, 12);
        this.emitFile({
          type: 'asset',
          fileName: 'service-worker.js',
          source: source.replace('__VERSION__', version).replace('__FILES__', JSON.stringify(files)),
        });
      },
    },
  };
}
