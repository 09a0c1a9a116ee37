// The page's end of the service worker: starts it, and answers what it hands over with the mock.
import type { SwfMock } from '../../mocks/core/mock.ts';
import type { WireAnswer, WireRequest } from '../../mocks/core/wire.ts';

/** What the worker hands over, and what it is answered. */
export type PageRequest = WireRequest;
export type PageAnswer = WireAnswer;

/**
 * Starts the worker and waits until requests of this page go through it. Fails with an Error, whose message is for
 * the reader of the page, where there are no service workers: without HTTPS, or in a private window of some browsers.
 */
export async function answerThroughWorker(swf: SwfMock, script: string): Promise<void> {
  const container = navigator.serviceWorker;
  if (!container)
    throw new Error('this browser offers no service workers here (they need HTTPS or localhost)');
  container.addEventListener('message', async ({ data, ports }) => {
    ports[0]?.postMessage(await swf.answer(data as PageRequest));
  });
  container.startMessages();
  await container.register(script);
  const { active } = await container.ready;
  if (container.controller) return;
  const controlled = new Promise((resolve) => {
    container.addEventListener('controllerchange', resolve, { once: true });
  });
  active?.postMessage('take this page in');
  await controlled;
}
