// An activity worker: does the work of a task and reports to Amazon SWF what became of it.
import {
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  type SWFClient,
  UnknownResourceFault,
} from '@aws-sdk/client-swf';

export type ActivityTask = { taskToken: string; input: string };

/** Says that the work goes on, and tells whether it is to stop; in production by RecordActivityTaskHeartbeat. */
export type Heartbeat = (taskToken: string) => Promise<{ cancelRequested: boolean }>;

/** The work itself. Between its steps it calls `checkpoint`, which throws when the task is to be canceled. */
export type Work = (input: string, checkpoint: () => Promise<void>) => Promise<string>;

/** `lost`: the task was no longer there to be answered for; somebody else has it by now, or nobody. */
export type Outcome = 'completed' | 'canceled' | 'lost';

/** Handles one task. What the work throws is thrown on. */
export async function handle(
  { taskToken, input }: ActivityTask,
  { client, heartbeat, work }: { client: SWFClient; heartbeat: Heartbeat; work: Work },
): Promise<Outcome> {
  try {
    const result = await work(input, async () => {
      const { cancelRequested } = await heartbeat(taskToken);
      if (cancelRequested) throw new CancelRequested();
    });
    await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }));
    return 'completed';
  } catch (error) {
    if (error instanceof UnknownResourceFault) return 'lost';
    if (!(error instanceof CancelRequested)) throw error;
  }
  return cancel(client, taskToken);
}

class CancelRequested extends Error {}

async function cancel(client: SWFClient, taskToken: string): Promise<Outcome> {
  try {
    await client.send(
      new RespondActivityTaskCanceledCommand({ taskToken, details: 'stopped at a checkpoint' }),
    );
    return 'canceled';
  } catch (error) {
    if (error instanceof UnknownResourceFault) return 'lost';
    throw error;
  }
}
