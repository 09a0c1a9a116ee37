// Starts the worker: `npm start`, with Node 22.18 or later. SIGTERM and Ctrl-C stop it when its task is done.
import { setTimeout as sleep } from 'node:timers/promises';
import { SWF } from '@aws-sdk/client-swf';
import { type Activity, forPolls, runWorker } from './worker.ts';

const ship: Activity = async (order, { signal, progress }) => {
  progress('packing');
  await sleep(500, undefined, { signal });
  return `${order} shipped`;
};

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop.abort());

const client = new SWF({ requestHandler: forPolls });
const activities = { 'ship/1': ship };
await runWorker({ client, domain: 'default', taskList: 'orders', activities, signal: stop.signal });
