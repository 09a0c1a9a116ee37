// The values of a task that members may hold (x-value), and that events say (x-task-states).
import type { TaskValue } from './contract.ts';

/** Values of each kind, such as tasks have. */
export const taskValues: Record<TaskValue, readonly (string | number | boolean)[]> = {
  'task.taskToken': ['A'.repeat(576)],
  'task.domain': ['billing'],
  'task.taskList': ['orders'],
  'task.workflowId': ['order-17'],
  'task.runId': ['12Ow4iP9cUUKJhPfUP6zzJWy5I'],
  'task.activityId': ['activity'],
  'task.activityType.name': ['charge-card'],
  'task.activityType.version': ['1.0'],
  'task.input': ['{"order":17}'],
  'task.cancelRequested': [false, true],
  'event.open': [6],
};
