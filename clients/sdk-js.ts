// The AWS SDK for JavaScript 3 as a client, in the process of the tests.
import { readFileSync } from 'node:fs';
import * as sdk from '@aws-sdk/client-swf';
import { type Call, type Client, type Learned, principal } from './client.ts';

const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@aws-sdk/client-swf/package.json', import.meta.url), 'utf8'),
);

const commands = {
  PollForActivityTask: sdk.PollForActivityTaskCommand,
  RecordActivityTaskHeartbeat: sdk.RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCanceled: sdk.RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompleted: sdk.RespondActivityTaskCompletedCommand,
  RespondActivityTaskFailed: sdk.RespondActivityTaskFailedCommand,
};

/** Sends a call as an application does: returns what the SDK returns, and throws what it throws. */
export async function send({
  endpoint,
  operation,
  input,
  accessKeyId = principal,
  region = 'us-east-1',
  timeoutSeconds,
}: Call): Promise<sdk.PollForActivityTaskCommandOutput> {
  const client = new sdk.SWFClient({
    endpoint,
    region,
    credentials: { accessKeyId: accessKeyId ?? principal, secretAccessKey: 'secret' },
    // The SDK has no option that leaves the signature out; a signer that adds none does.
    ...(accessKeyId === null && { signer: { sign: async (request) => request } }),
    ...(timeoutSeconds && {
      requestHandler: { requestTimeout: timeoutSeconds * 1000, throwOnRequestTimeout: true },
    }),
  });
  try {
    // Whether the input is that of the operation is for the service to say.
    const Command = commands[operation] as unknown as new (given: object) => sdk.PollForActivityTaskCommand;
    return await client.send(new Command(input));
  } finally {
    client.destroy();
  }
}

export const sdkJs: Client = {
  name: 'AWS SDK for JavaScript 3',
  version,
  runtime: `Node ${process.versions.node}`,
  async call(call): Promise<Learned> {
    try {
      const { $metadata, ...output } = await send(call);
      return { succeeded: true, output: output as Record<string, unknown>, requestId: $metadata.requestId };
    } catch (thrown) {
      const error = thrown as Error;
      const { name, message } = error;
      if (!(error instanceof sdk.SWFServiceException)) return { succeeded: false, class: name, message };
      const { requestId } = error.$metadata;
      return { succeeded: false, class: error.constructor.name, code: name, message, requestId };
    }
  },
};
