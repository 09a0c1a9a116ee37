// The API reference: Swagger UI on the contract, Try it answered by a mock in this page, and a list of what it saw.
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import type { AnyCall } from '../../mocks/core/call.ts';
import { createMock } from '../../mocks/core/mock.ts';
import { nameControls } from './control-names.ts';
import { answerThroughWorker } from './relay.ts';

const swf = createMock();
const status = document.querySelector<HTMLElement>('#status');
const reference = document.querySelector<HTMLElement>('#reference');

const ready = answerThroughWorker(swf, 'worker.js').then(
  () => true,
  (error: Error) => {
    if (status)
      status.textContent = `The mock cannot run: ${error.message}. The reference can be read all the same.`;
    return false;
  },
);

ready.then((answers) => {
  if (answers && status) status.hidden = true;
  SwaggerUI({
    url: 'openapi.json',
    domNode: reference,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: false,
    tryItOutEnabled: answers,
    supportedSubmitMethods: answers ? ['post'] : [],
    validatorUrl: null,
  });
  if (reference) nameControls(reference);
});

const darkness = matchMedia('(prefers-color-scheme: dark)');
const followDarkness = () => document.documentElement.classList.toggle('dark-mode', darkness.matches);
darkness.addEventListener('change', followDarkness);
followDarkness();

const seen = document.querySelector<HTMLElement>('#seen');
const rows = seen?.querySelector('tbody');
swf.onCall((call) => {
  if (!seen || !rows) return;
  seen.hidden = false;
  rows.prepend(rowOf(call, rows.children.length + 1));
});
document.querySelector('#forget')?.addEventListener('click', () => {
  swf.reset();
  rows?.replaceChildren();
  if (seen) seen.hidden = true;
});

function rowOf(call: AnyCall, number: number): HTMLTableRowElement {
  const { taskToken } = call.input as { taskToken?: unknown };
  const token = typeof taskToken === 'string' ? taskToken : '';
  const accepted = call.outcome === 'accepted';
  const event = accepted && swf.hasTask(token) ? swf.events(token).at(-1) : undefined;
  const row = document.createElement('tr');
  const cells = [
    String(number),
    call.operation ?? 'none',
    token.length > 16 ? `${token.slice(0, 12)}… (${token.length} characters)` : token,
    `${call.status ?? ''} ${call.outcome}`,
    event ? `${event.eventId} ${event.eventType}` : 'none',
  ];
  for (const text of cells) row.insertCell().textContent = text;
  return row;
}
