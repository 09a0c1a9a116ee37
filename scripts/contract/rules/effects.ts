// Rules: what operations do to tasks, and what members hold of them, is possible with the states that the contract has.
import type { Effect } from '../../../generated/contract-types.ts';
import { operationsOf, successOf } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { membersOf, tokenMemberOf } from '../members.ts';
import { describedOutputOf, exampleOfAnswer } from '../output.ts';
import { requirementsIn } from '../requirements.ts';
import { suggestionFor } from '../suggestion.ts';
import { placesIn } from '../walk.ts';

const rule = 'effect-possible';

/** Effects close tasks with events that there are, from states in which a task can be; so do the events' attributes. */
export const effectsFitTheStates: Rule = (contract) => {
  const states = contract['x-task-states'];
  const names = Object.keys(states);
  const open = names.filter((name) => states[name]?.['closed-by'] === undefined);
  const events = names.flatMap((name) => states[name]?.['closed-by'] ?? []);
  const stated = requirementsIn(contract).some(({ requirement }) => requirement.about === 'closed-task');
  const findings: Finding[] = attributeFindings(states);
  for (const { kind, pointer, node } of placesIn(contract)) {
    const effect = node['x-effect'] as Effect | undefined;
    if (kind !== 'operation' || effect === undefined) continue;
    const at = `${pointer}/x-effect`;
    const found = (place: string, message: string) => findings.push({ rule, pointer: at + place, message });
    const { 'closes-with': event, takes, beats, idle, from = takes ?? 'open' } = effect;
    if (event !== undefined && !events.includes(event)) {
      found('/closes-with', `no task state is closed by "${event}"${suggestionFor(event, events)}`);
    }
    if (!open.includes(from)) {
      const place = takes === undefined ? '/from' : '/takes';
      found(place, `"${from}" is no state of a task that can be closed${suggestionFor(from, open)}`);
    }
    const operation = operationsOf(contract).find(({ id }) => id === node.operationId);
    if (operation === undefined) continue;
    const members = membersOf(contract, operation);
    if (takes === undefined && !tokenMemberOf(members)) {
      found(
        '',
        `a task is ${event === undefined ? 'kept alive' : 'closed'}, and no member of the input names it; set "x-value: task.taskToken" on one`,
      );
    }
    if (beats !== undefined && !members.some(({ path }) => path.length === 1 && path[0] === beats)) {
      const names = members.map(({ path }) => path[0] ?? '');
      found('/beats', `the input has no member "${beats}"${suggestionFor(beats, names)}`);
    }
    if (idle !== undefined && exampleOfAnswer(operation, idle) === undefined) {
      found('/idle', `the answer to an accepted call has no example "${idle}"`);
    }
    if (event !== undefined && !stated) {
      found(
        '',
        'no requirement says what a call for a closed task gets; set "about: closed-task" on the one that does',
      );
    }
  }
  return findings;
};

function attributeFindings(states: Record<string, { attributes?: Record<string, unknown> }>): Finding[] {
  return Object.entries(states).flatMap(([name, { attributes = {} }]) =>
    Object.entries(attributes).flatMap(([attribute, value]): Finding[] => {
      const event = typeof value === 'string' && /^event\.(.*)$/.exec(value)?.[1];
      if (!event || Object.hasOwn(states, event)) return [];
      const message = `there is no state "${event}"${suggestionFor(event, Object.keys(states))}`;
      return [{ rule, pointer: `/x-task-states/${name}/attributes/${attribute}`, message }];
    }),
  );
}

/** An answer is filled with values of a task only where the request names one. */
export const valuesHaveATask: Rule = (contract) =>
  operationsOf(contract).flatMap((operation): Finding[] => {
    const filled = Object.keys(describedOutputOf(contract, operation)?.taskValues ?? {}).length > 0;
    const takes = operation.object['x-effect']?.takes !== undefined;
    if (!filled || takes || tokenMemberOf(membersOf(contract, operation))) return [];
    const message = `${operation.id} answers with a value of a task (x-value), and no member of its input names one`;
    return [{ rule, pointer: successOf(operation)?.pointer ?? '', message }];
  });
