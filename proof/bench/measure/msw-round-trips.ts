// A process of its own for one version of MSW: round trips answered by a handler of MSW that does the least, and by
// the mock, in turn. Prints the microseconds of a round trip as JSON.
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { createSwfMock, noNetwork } from '../../../mocks/msw/index.ts';
import { median } from './table.ts';

const rounds = Number(process.argv[2]);
const trips = 25;
/** What is compiled while it runs is compiled by then. */
const warmUp = rounds * 7;
const url = 'http://127.0.0.1:8000/';
const headers = {
  'Content-Type': 'application/x-amz-json-1.0',
  'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted',
};
const answerHeaders = {
  'x-amzn-RequestId': '01234567-89ab-4cde-8f01-23456789abcd',
  'Content-Type': 'application/x-amz-json-1.0',
  'Content-Length': '0',
};

const swf = createSwfMock();
/** The least that could answer: it reads the body and answers the same. */
const bare = http.post(url, async ({ request }) => {
  await request.json();
  return new HttpResponse(null, { status: 200, headers: answerHeaders });
});
const handlers = { bare: [bare], mock: swf.handlers };
const server = setupServer();
server.listen(noNetwork);

let next = 0;
const send = async () => {
  const body = JSON.stringify({ taskToken: `${'A'.repeat(580)}${next++}`, result: 'done' });
  const { status } = await fetch(url, { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`an answer with status ${status}`);
};

/** Microseconds of processor time for one round trip: what else runs on the machine does not count. */
async function perTrip(count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i += 1) await send();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

const measured: { bare: number; mock: number }[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const count = round === 0 ? warmUp : trips;
  const took = { bare: 0, mock: 0 };
  // Each is first in every other round, lest what comes at regular intervals always meets the same one.
  const order = ['bare', 'mock'] as const;
  for (const which of round % 2 === 0 ? order : order.toReversed()) {
    server.resetHandlers(...handlers[which]);
    took[which] = await perTrip(count);
  }
  if (round > 0) measured.push(took);
}
server.close();

console.log(
  JSON.stringify({
    bare: median(measured.map(({ bare }) => bare)),
    mock: median(measured.map(({ mock }) => mock)),
    ratio: median(measured.map(({ bare, mock }) => mock / bare)),
  }),
);
