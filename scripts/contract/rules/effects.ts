// Rules: what operations do to tasks, and what members hold of them, is possible with the states that the contract has.
import type { Effect } from '../../../generated/contract-types.ts';
import { operationsOf, type Schema, successOf, type TaskStates, type TaskValue } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { fitIn } from '../fit.ts';
import { membersOf, placeOfMember, tokenMemberOf } from '../members.ts';
import { describedOutputOf, exampleOfAnswer } from '../output.ts';
import { requirementsIn } from '../requirements.ts';
import { suggestionFor } from '../suggestion.ts';
import { taskValues } from '../task-values.ts';
import { placesIn } from '../walk.ts';

const rule = 'effect-possible';

/** Effects close tasks with events that there are, from states in which a task can be; so do the events' attributes. */
export const effectsFitTheStates: Rule = (contract) => {
  const states = contract['x-task-states'];
  const names = Object.keys(states);
  const open = names.filter((name) => states[name]?.['closed-by'] === undefined);
  const events = names.flatMap((name) => states[name]?.['closed-by'] ?? []);
  const stated = requirementsIn(contract).some(({ requirement }) => requirement.about === 'closed-task');
  const findings: Finding[] = [...attributeFindings(states), ...sharedEvents(states)];
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

function attributeFindings(states: TaskStates): Finding[] {
  return Object.entries(states).flatMap(([name, { attributes = {} }]) =>
    Object.entries(attributes).flatMap(([attribute, value]): Finding[] => {
      if (typeof value !== 'string') return [];
      const pointer = `/x-task-states/${name}/attributes/${attribute}`;
      const event = /^event\.(.*)$/.exec(value)?.[1];
      const values = Object.keys(taskValues);
      if (event === undefined) {
        if (values.includes(value)) return [];
        return [{ rule, pointer, message: `tasks have no "${value}"${suggestionFor(value, values)}` }];
      }
      if (Object.hasOwn(states, event)) return [];
      const message = `there is no state "${event}"${suggestionFor(event, Object.keys(states))}`;
      return [{ rule, pointer, message }];
    }),
  );
}

/** Of an event it can be told which state it leads to. */
function sharedEvents(states: TaskStates): Finding[] {
  const closing = Object.entries(states).map(([name, words]) => ({ name, event: words['closed-by'] }));
  return closing.flatMap(({ name, event }): Finding[] => {
    const first = closing.find((state) => event !== undefined && state.event === event)?.name;
    if (first === undefined || first === name) return [];
    const message = `"${event}" closes the state "${first}" already; each state has an event of its own`;
    return [{ rule, pointer: `/x-task-states/${name}/closed-by`, message }];
  });
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

/** A member that holds a value of the task can hold it, and no other member of the same input holds it too. */
export const valuesHaveAPlace: Rule = (contract) => {
  const misfit = fitIn(contract);
  const misfits = placesIn(contract).flatMap(({ kind, pointer, node }): Finding[] => {
    const name = node['x-value'] as TaskValue | undefined;
    if (kind !== 'schema' || name === undefined) return [];
    const [found] = taskValues[name].flatMap((value) => {
      const why = misfit(node as Schema, value);
      return why === undefined ? [] : [`for example ${shortened(value)}: ${why}`];
    });
    if (found === undefined) return [];
    return [{ rule, pointer: `${pointer}/x-value`, message: `${name} does not fit here, ${found}` }];
  });
  const repeated = operationsOf(contract).flatMap((operation) => {
    const first = new Map<string, string>();
    return membersOf(contract, operation).flatMap((member): Finding[] => {
      const { 'x-value': name } = member.schema;
      if (name === undefined) return [];
      const earlier = first.get(name);
      first.set(name, earlier ?? member.path.join('.'));
      if (earlier === undefined) return [];
      const message = `it holds ${name}, as ${earlier} does; leave x-value to one of them`;
      return [{ rule, pointer: placeOfMember(contract, operation, member), message }];
    });
  });
  return [...misfits, ...repeated];
};

function shortened(value: string | number | boolean): string {
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 12)}… of ${String(value).length} characters` : json;
}
