// All endpoints that mean harm, by what they do.
import type { Family } from './endpoint.ts';
import { arranging } from './endpoints/arranging.ts';
import { closing } from './endpoints/closing.ts';
import { codings } from './endpoints/codings.ts';
import { endless } from './endpoints/endless.ts';
import { framing } from './endpoints/framing.ts';
import { json } from './endpoints/json.ts';
import { redirects } from './endpoints/redirects.ts';
import { slow } from './endpoints/slow.ts';
import { texts } from './endpoints/texts.ts';
import { tls } from './endpoints/tls.ts';

export const families: Family[] = [
  endless,
  slow,
  codings,
  redirects,
  framing,
  closing,
  tls,
  json,
  texts,
  arranging,
];
