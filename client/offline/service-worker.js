// Keeps the page's shell and the files it has loaded, so that it opens without network. One version at a time: a new one
// waits until no tab shows the old one, or until somebody asks for it. What is live (`/api`, `/socket.io`, `/canvas`) is
// never touched. The build fills in what stands in double underscores.
const VERSION = '__VERSION__';
/** All files of this build, `/assets/name-hash.js`. */
const FILES = __FILES__;
const SHELL = '/index.html';
const NAME = `minga-${VERSION}`;
const PAGES = /^\/($|join$|register$|new$|s\/)/;

/** What a file is called in every build: its name without the hash. */
const stem = (path) => path.replace(/-[\w-]{8}(\.\w+)$/, '$1');

/** What the version before had loaded is loaded anew, so that this one opens without network as well. */
async function install() {
  const wanted = new Set();
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    for (const { url } of kept) wanted.add(stem(new URL(url).pathname));
  }
  const cache = await caches.open(NAME);
  await cache.add(new Request(SHELL, { cache: 'reload' }));
  await cache.addAll(FILES.filter((path) => wanted.has(stem(path))));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Files are named by their content: what is kept is right for ever. */
async function fromHere(path, request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(path, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // A full or forbidden storage must not cost the page its answer.
  if (answer.ok && FILES.includes(path)) await cache.put(path, answer.clone()).catch(() => undefined);
  return answer;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
  // What the page had loaded before it was in our hands.
  if (data?.loaded) {
    const paths = FILES.filter((path) => data.loaded.includes(path));
    void Promise.allSettled(paths.map((path) => fromHere(path, path)));
  }
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (PAGES.test(pathname)) event.respondWith(fromHere(SHELL, request));
  } else if (FILES.includes(pathname)) event.respondWith(fromHere(pathname, request));
});
