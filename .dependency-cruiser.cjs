/** The arrows of ARCHITECTURE.md: server → shared ← client, and inside each the order its readers rely on. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'server-and-client-never-meet',
      severity: 'error',
      from: { path: '^server' },
      to: { path: '^client' },
    },
    {
      name: 'client-and-server-never-meet',
      severity: 'error',
      from: { path: '^client' },
      to: { path: '^server' },
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^shared' },
      to: { path: '^(server|client|tests)' },
    },
    {
      name: 'the-crowd-comes-by-the-wire',
      severity: 'error',
      from: { path: '^client/(?!rehearsal/)' },
      to: { path: '^client/rehearsal' },
    },
    {
      name: 'the-crowd-sees-no-page',
      severity: 'error',
      from: { path: '^client/rehearsal' },
      to: { path: '^client/(pages|parts|app)' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(server|client)' },
      to: { path: '^tests' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: '^node_modules/(zod|yjs|lib0|fractional-indexing)/',
      },
    },
    {
      name: 'storage-stands-below',
      severity: 'error',
      from: { path: '^server/storage' },
      to: { path: '^server/(?!storage|threads\\.ts)' },
    },
    {
      name: 'hosts-know-no-routes',
      severity: 'error',
      from: { path: '^server/(sessions|canvases)/[a-z-]*host' },
      to: { path: '(routes|sockets)\\.ts$' },
    },
    {
      name: 'zod-stays-out-of-the-browser',
      severity: 'error',
      from: { path: '^client' },
      to: { path: '^node_modules/zod/' },
    },
    {
      name: 'parts-know-no-pages',
      severity: 'error',
      from: { path: '^client/(parts|lenses|canvas|session)' },
      to: { path: '^client/pages' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.mjs'],
    },
  },
};
