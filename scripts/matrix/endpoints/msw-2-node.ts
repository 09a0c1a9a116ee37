// MSW 2 in Node. Each endpoint is run in a process of its own, so that nobody else there wants MSW 3.
import type { Endpoint } from './endpoint.ts';

export const msw2Node: Endpoint = {
  name: 'msw-2-node',
  title: 'MSW 2 in Node',
  async open() {
    await import('./msw-2-as-msw.ts');
    return (await import('./msw-node.ts')).openMswInNode('msw2');
  },
};
