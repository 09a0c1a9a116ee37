// All endpoints of the matrix, in the order of its columns.

import { emulators } from './emulators.ts';
import type { Endpoint } from './endpoint.ts';
import { moto } from './moto.ts';
import { msw2Node } from './msw-2-node.ts';
import { msw3Chromium } from './msw-3-chromium.ts';
import { msw3Node } from './msw-3-node.ts';
import { prism } from './prism.ts';
import { swfMock } from './swf-mock.ts';

export const endpoints: Endpoint[] = [swfMock, msw2Node, msw3Node, msw3Chromium, prism, moto, ...emulators];
