// MSW 2 in Node: the alias msw2, under the name msw for everybody in this process. So each endpoint is run in a process
// of its own.
import { registerHooks } from 'node:module';
import type { Endpoint } from './endpoint.ts';

export const msw2Node: Endpoint = {
  name: 'msw-2-node',
  title: 'MSW 2 in Node',
  async open() {
    registerHooks({
      resolve: (specifier, context, next) => next(specifier.replace(/^msw(?=$|\/)/, 'msw2'), context),
    });
    return (await import('./msw-node.ts')).openMswInNode('msw2');
  },
};
