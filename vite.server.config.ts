import { defineConfig } from 'vite';

/** The server for production: the process and its threads, an entry each; packages stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rollupOptions: {
      input: {
        main: 'server/main.ts',
        'sqlite-worker': 'server/storage/sqlite-worker.ts',
        'document-worker': 'server/documents/document-worker.ts',
        'crowd-worker': 'client/rehearsal/crowd-worker.ts',
      },
    },
  },
});
