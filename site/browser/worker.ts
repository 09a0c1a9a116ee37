// The service worker of the API reference: hands what Try it sends to the page that sent it, where the mock is. It
// keeps nothing, because a browser may stop a worker at any time.
/// <reference lib="webworker" />
import type { PageAnswer, PageRequest } from './relay.ts';

declare const self: ServiceWorkerGlobalScope;

const endpoint = new URL('endpoint/', self.location.href).href;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// A page that was loaded past the worker (with the shift key held) asks to be taken in.
self.addEventListener('message', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const isCall = event.request.url.replace(/[?#].*/, '') === endpoint;
  if (isCall) event.respondWith(answerFromPage(event));
});

async function answerFromPage(event: FetchEvent): Promise<Response> {
  const page = await self.clients.get(event.clientId);
  if (!page) return Response.error();
  const { method, url, headers } = event.request;
  const request: PageRequest = {
    method,
    url,
    headers: Object.fromEntries(headers),
    body: await event.request.text(),
  };
  const { port1, port2 } = new MessageChannel();
  const answer = await new Promise<PageAnswer>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    page.postMessage(request, [port2]);
  });
  if (answer === 'network-error') return Response.error();
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
