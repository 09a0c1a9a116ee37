// All attacks but the fuzz (fuzz.ts): the test runs each at a small size, `npm run bench -- hostile-requests` at full
// size.
import type { Attack } from './attack.ts';
import { controlAccess } from './control-access.ts';
import { echo } from './echo.ts';
import { json } from './json.ts';
import { malformed } from './malformed.ts';
import { oversize } from './oversize.ts';
import { pipelining } from './pipelining.ts';
import { slow } from './slow.ts';

export const attacks: readonly Attack[] = [oversize, slow, pipelining, malformed, json, controlAccess, echo];
