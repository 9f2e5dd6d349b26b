// Keeps the page of visits for places without a signal: its files and a page that holds nothing of
// anybody. Lists and reports never come here; KEPT is written above by the server.
"use strict";

const PREFIX = "tanggap-visits-";
const PATIENCE = 8000; // milliseconds for a page on a weak signal
const version = [...JSON.stringify(KEPT)].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7);
const CACHE = `${PREFIX}${version}`;

const keep = async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll([...KEPT.files, KEPT.shell]);
  await self.skipWaiting();
};

const forgetOlder = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const kept = (address) => caches.match(address, { ignoreVary: true });

const late = () => new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), PATIENCE); });

// The page is kept anew after each visit with a signal: the officer may have changed the language.
const renew = async () => (await caches.open(CACHE)).add(KEPT.shell);

const page = async (event) => {
  try {
    const answer = await Promise.race([fetch(event.request), late()]);
    if (answer.ok) event.waitUntil(renew().catch(() => undefined));
    return answer;
  } catch {
    return kept(KEPT.shell);
  }
};

const file = async (request) => (await kept(request)) || fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET") return;
  if (mode === "navigate") event.respondWith(page(event));
  else if (KEPT.files.includes(new URL(url).pathname)) event.respondWith(file(event.request));
});
