// MSW 3 in Node.
import type { Endpoint } from './endpoint.ts';

export const msw3Node: Endpoint = {
  name: 'msw-3-node',
  title: 'MSW 3 in Node',
  open: async () => (await import('./msw-node.ts')).openMswInNode('msw'),
};
