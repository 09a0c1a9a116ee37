// A scheduled task has its own task list, so that no other poll gets it.
import type { Task, TaskWish } from './source.ts';

/** The task that a task source schedules. */
export type ScheduleRequest = { domain: string; taskList: string; input?: string };

/** What the task source returns; a value that is not a string is unknown. */
type Scheduled = { activityId?: unknown; workflowId?: unknown; runId?: unknown; activityType?: unknown };

/** A task that is scheduled immediately or, with `later`, when its `schedule` is called. */
export async function scheduledTask(
  { input, later = false }: TaskWish,
  scheduleTask: (request: ScheduleRequest) => Scheduled | Promise<Scheduled>,
): Promise<Task> {
  const list = { domain: 'conformance', taskList: `conformance-${crypto.randomUUID()}` };
  const values = { ...list };
  const schedule = async () => {
    const scheduled = await scheduleTask({ ...list, ...(input !== undefined && { input }) });
    Object.assign(values, valuesOf(scheduled));
  };
  if (!later) await schedule();
  return { taskToken: '', values, schedule };
}

function valuesOf({ activityId, workflowId, runId, activityType }: Scheduled): object {
  const { name, version } = (activityType ?? {}) as Record<string, unknown>;
  const all = { activityId, workflowId, runId, activityTypeName: name, activityTypeVersion: version };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => typeof value === 'string'));
}
