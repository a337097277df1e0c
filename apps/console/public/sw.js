// Keeps one page for when there is no line, and leads from a notice to the conversation it tells of. Nothing else is kept:
// what people have said to each other does not lie about in a browser's cache.
const kept = 'parley-offline-1'
const offline = '/console/offline.html'

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.add(offline)))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return
  event.respondWith(fetch(event.request).catch(() => caches.match(offline)))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const path = event.notification.data ?? '/console/inbox'
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then(async ([open]) => {
      if (!open) return self.clients.openWindow(path)
      await open.focus()
      return open.navigate(path)
    }),
  )
})
