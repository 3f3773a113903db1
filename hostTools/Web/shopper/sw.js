// Keeps the page's own files, so that it works without a network. A test keeps VERSION the hash of these files: a change of any
// of them is a new version, which is loaded whole and replaces the old one.

const VERSION = '03f705524d44';
const CACHE = `endcap-shopper-${VERSION}`;
const FILES = [
  './', 'affinity.js', 'app.js', 'binning.js', 'bluetooth.js', 'dom.js', 'icon.svg', 'manifest.webmanifest', 'preview.js', 'privacy.js',
  'problem.js', 'profile.js', 'protocol.js', 'questions.js', 'results.js', 'schema.js', 'search.js', 'session.js', 'simulated.js', 'storage.js',
  'strings.js', 'style.css',
];

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('endcap-shopper-') && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// Only the files above; the server's own addresses (simulation) are never answered from here.
self.addEventListener('fetch', (event) => {
  const path = new URL(event.request.url).pathname.slice(new URL(self.registration.scope).pathname.length);
  if (event.request.method !== 'GET' || !(path === '' || path === 'index.html' || FILES.includes(path))) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(path === 'index.html' || path === '' ? './' : path)) ?? fetch(event.request);
  })());
});
