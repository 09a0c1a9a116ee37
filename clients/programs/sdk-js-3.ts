// The AWS SDK for JavaScript 3 as a program, outside Jest, whose own Error makes other errors of a broken connection:
// reads calls from stdin, one JSON object a line, and prints what the caller learns of each.
import { createInterface } from 'node:readline';
import * as sdk from '@aws-sdk/client-swf';
import type { Call, Learned } from '../client.ts';

const commands = {
  PollForActivityTask: sdk.PollForActivityTaskCommand,
  RecordActivityTaskHeartbeat: sdk.RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCanceled: sdk.RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompleted: sdk.RespondActivityTaskCompletedCommand,
  RespondActivityTaskFailed: sdk.RespondActivityTaskFailedCommand,
};

function clientFor({
  endpoint,
  accessKeyId = 'AKIAIOSFODNN7EXAMPLE',
  region = 'us-east-1',
  timeoutSeconds,
}: Call) {
  return new sdk.SWFClient({
    endpoint,
    region,
    credentials: { accessKeyId: accessKeyId ?? 'none', secretAccessKey: 'secret' },
    // The SDK has no option that leaves the signature out; a signer that adds none does.
    ...(accessKeyId === null && { signer: { sign: async (request) => request } }),
    ...(timeoutSeconds && {
      requestHandler: { requestTimeout: timeoutSeconds * 1000, throwOnRequestTimeout: true },
    }),
  });
}

async function make(call: Call): Promise<Learned> {
  const client = clientFor(call);
  // Whether the input is that of the operation is for the service to say.
  const Command = commands[call.operation] as unknown as new (
    input: object,
  ) => sdk.PollForActivityTaskCommand;
  try {
    const { $metadata, ...output } = await client.send(new Command(call.input));
    return { succeeded: true, output: { ...output }, requestId: $metadata.requestId };
  } catch (thrown) {
    const error = thrown as Error;
    const { name, message } = error;
    if (!(error instanceof sdk.SWFServiceException)) return { succeeded: false, class: name, message };
    const { requestId } = error.$metadata;
    return { succeeded: false, class: error.constructor.name, code: name, message, requestId };
  } finally {
    client.destroy();
  }
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, ...call } = JSON.parse(line);
  console.log(JSON.stringify({ id, ...(await make(call)) }));
});
