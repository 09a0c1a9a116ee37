// generated/handlers.ts: for each operation a factory of typed MSW handlers, and the handlers of a mock that is ready
// to use. What a handler does is written once, in mocks/msw/handlers.ts; only names and types come from the contract.

import {
  type Contract,
  errorSchemasOf,
  factoryNameOf,
  type Operation,
  operationsOf,
  type Schema,
} from '../contract/contract.ts';
import { type Artefact, notice } from './artefact.ts';
import { faultsOf } from './operations.ts';

export const artefact: Artefact = {
  generate(contract) {
    const operations = operationsOf(contract);
    const sections = [
      `// ${notice}
import type { HttpHandler } from 'msw';
import { createMock, type SwfMock } from '../mocks/core/mock.ts';
import { type HandlerOptions, mockHandlers, type OperationResolver, operationHandler } from '../mocks/msw/handlers.ts';`,
      "export * from '../mocks/msw/handlers.ts';",
      `/** The mock behind \`handlers\`. Between tests: \`swf.reset()\`. */
export const swf: SwfMock = /* @__PURE__ */ createMock();`,
      `/**
 * The handlers of a mock that takes every token it has not seen for an open task. For a mock of your own, with options,
 * there is \`createSwfMock\` in swf-contract/mocks.
 *
 * @example const server = setupServer(...handlers);
 */
export const handlers: HttpHandler[] = /* @__PURE__ */ mockHandlers(swf);`,
      ...operations.map((operation) => factory(contract, operation)),
    ];
    return { 'handlers.ts': `${sections.join('\n\n')}\n` };
  },
};

function factory(contract: Contract, operation: Operation): string {
  const { id, object } = operation;
  const { summary = id } = object;
  const what = summary.startsWith(id) ? summary : `${id}: ${summary}`;
  const name = factoryNameOf(id);
  const errors = [...faultsOf(contract, operation), ...errorSchemasOf(contract).flatMap(frameworkError)];
  const [error] = errors.map((each) => `fault('${each}')`);
  return `/**
 * Handles ${what.replaceAll('*/', '* /')}.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(${name}(${error === undefined ? '() => undefined' : `({ fault }) => ${error}`}, { once: true }));
 */
export function ${name}(
  resolver: OperationResolver<'${id}'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('${id}', resolver, options);
}`;
}

/** The name of an error that every operation may have. */
function frameworkError([name, { 'x-error': error }]: [string, Schema]): string[] {
  return error?.kind === 'framework' ? [name] : [];
}
