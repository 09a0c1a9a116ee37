// Which operation a request names. X-Amz-Target carries the operation behind one of two prefixes (requirements
// protocol.target.short and protocol.target.long).
import { type OperationName, operations, service } from '../../generated/operations.ts';

const byTarget = new Map<string, OperationName>(
  Object.values(operations).flatMap(({ name, targets }) => targets.map((target) => [target, name])),
);

/**
 * The operation that `X-Amz-Target` names, or undefined when the contract has none of that name.
 *
 * @example operationOf('SimpleWorkflowService.RespondActivityTaskCompleted') // 'RespondActivityTaskCompleted'
 */
export function operationOf(target: string | undefined): OperationName | undefined {
  return target === undefined ? undefined : byTarget.get(target);
}

/**
 * What is said of a target that is none of the contract's: the operation that it names, and those that there are.
 *
 * @example
 * unknownTarget('SimpleWorkflowService.CountOpenWorkflowExecutions')
 * // 'The operation CountOpenWorkflowExecutions is not mocked; mocked are RespondActivityTaskCompleted, …'
 */
export function unknownTarget(target: string): string {
  const mocked = Object.keys(operations).join(', ');
  return `The operation ${operationNameOf(target)} is not mocked; mocked are ${mocked}`;
}

/** The name of the operation in a target of the service; of another target the whole, both as long as a name can be. */
export function operationNameOf(target: string): string {
  const prefix = service.targetPrefixes.find((each) => target.startsWith(each)) ?? '';
  return target.slice(prefix.length, prefix.length + 128);
}

/** Whether a target speaks to this service, with an operation of the contract or another. */
export function isSwfTarget(target: string | null | undefined): boolean {
  return service.targetPrefixes.some((prefix) => target?.startsWith(prefix));
}
