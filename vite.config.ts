import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { budgets } from './client/budgets.ts';
import { CHUNKS, compressed, preloads } from './client/chunks.ts';
import { serviceWorker } from './client/offline/build.ts';

const server = 'http://localhost:3000';

/** The pages. In development they come from here and everything else from the server beside it. */
export default defineConfig({
  root: 'client',
  plugins: [svelte(), budgets(), preloads(), serviceWorker(), compressed()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
      '/canvas': { target: server, ws: true },
    },
  },
});
