// generated/handlers.ts: for each operation a factory of typed MSW handlers, and the handlers of a mock that is ready
// to use. What a handler does is written once, in mocks/msw/handlers.ts; only names and types come from the contract.

import { operationsOf } from '../contract/contract.ts';
import { type Artefact, notice } from './artefact.ts';

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
      ...operations.map(({ id, object }) => factory(id, String(object.summary ?? id))),
    ];
    return { 'handlers.ts': `${sections.join('\n\n')}\n` };
  },
};

function factory(id: string, summary: string): string {
  const name = factoryNameOf(id);
  return `/**
 * Handles ${id}: ${summary.replaceAll('*/', '* /')}.
 * The resolver is called with input that fits the contract; other calls are refused before, as the service does.
 *
 * @example server.use(${name}(({ fault }) => fault('UnknownResourceFault'), { once: true }));
 */
export function ${name}(
  resolver: OperationResolver<'${id}'>,
  options?: HandlerOptions,
): HttpHandler {
  return operationHandler('${id}', resolver, options);
}`;
}

/** @example factoryNameOf('RespondActivityTaskCompleted') // 'respondActivityTaskCompleted' */
export function factoryNameOf(operationId: string): string {
  return operationId.charAt(0).toLowerCase() + operationId.slice(1);
}
