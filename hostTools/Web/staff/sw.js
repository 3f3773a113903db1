// Keeps the page's own files, so that it works without a network, and never anything else. A test keeps VERSION the hash of these
// files: a change of any of them is a new version, which is loaded whole and replaces the old one.

const VERSION = '020b4562be5e';
const CACHE = `endcap-staff-${VERSION}`;
const FILES = [
  './', 'app.js', 'bind.js', 'bytes.js', 'choice.js', 'content.js', 'facts.js', 'files.js', 'icon.svg', 'keys.js', 'link.js', 'list.js',
  'manifest.webmanifest', 'packets.js', 'seal.js', 'staff.css', 'strings.js', 'tasks.js', 'updater.js', 'visit.js',
  '../shopper/bluetooth.js', '../shopper/dom.js', '../shopper/problem.js', '../shopper/protocol.js', '../shopper/strings.js', '../shopper/style.css',
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
    const old = (await caches.keys()).filter((name) => name.startsWith('endcap-staff-') && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

const ADDRESSES = new Map(FILES.map((file) => [new URL(file, self.registration.scope).href, file]));

self.addEventListener('fetch', (event) => {
  const address = event.request.url.split(/[?#]/)[0].replace(/\/index\.html$/, '/');
  if (event.request.method !== 'GET' || !ADDRESSES.has(address)) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(ADDRESSES.get(address))) ?? fetch(event.request);
  })());
});
