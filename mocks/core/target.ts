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

/** Whether a target speaks to this service, with an operation of the contract or another. */
export function isSwfTarget(target: string | null | undefined): boolean {
  return service.targetPrefixes.some((prefix) => target?.startsWith(prefix));
}
