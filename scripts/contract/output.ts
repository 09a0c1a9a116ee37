// The response body of an accepted call: a value that fits the response's schema, and the places in it for values of the
// task.
import {
  type Contract,
  mediaTypeOf,
  type Operation,
  pointerPart,
  type Referable,
  resolved,
  type Schema,
  successOf,
  type TaskValue,
} from './contract.ts';
import { type Json, sampleOf } from './sample.ts';

/** The body of the response to an accepted call. */
export type Output = {
  schema: Referable<Schema>;
  /** The documented example, or the smallest value that fits. */
  value: Json;
  /** The places for values of the task, by JSON pointer. */
  taskValues: Record<string, TaskValue>;
};

/** The output of an operation; undefined if accepted calls get an empty body. */
export function describedOutputOf(contract: Contract, operation: Operation): Output | undefined {
  const media = successOf(operation)?.response && mediaTypeOf(successOf(operation)?.response ?? {});
  if (media?.schema === undefined) return undefined;
  const examples = [media.example, ...Object.values(media.examples ?? {}).map(({ value }) => value)];
  const [documented] = examples.filter((example) => example !== undefined);
  return {
    schema: media.schema,
    value: (documented as Json | undefined) ?? sampleOf(contract, media.schema),
    taskValues: Object.fromEntries(taskValuesIn(contract, media.schema, '', 0)),
  };
}

/** The example of an operation's response with this name; undefined if there is none. */
export function exampleOfAnswer(operation: Operation, name: string): unknown {
  return mediaTypeOf(successOf(operation)?.response ?? {})?.examples?.[name]?.value;
}

const deepest = 8;

function taskValuesIn(
  contract: Contract,
  referable: Referable<Schema>,
  pointer: string,
  depth: number,
): [string, TaskValue][] {
  const { properties = {}, anyOf, oneOf, 'x-value': own } = resolved(contract, referable);
  const [first] = anyOf ?? oneOf ?? [];
  if (first !== undefined && depth < deepest) return taskValuesIn(contract, first, pointer, depth + 1);
  const inside =
    depth < deepest
      ? Object.entries(properties).flatMap(([name, schema]) =>
          taskValuesIn(contract, schema, `${pointer}/${pointerPart(name)}`, depth + 1),
        )
      : [];
  return own === undefined ? inside : [[pointer, own], ...inside];
}
