// All correct servers. Each uses a freedom that the documents leave; each subject has a file.
import { answerFreedoms } from './right/answers.ts';
import { checkFreedoms } from './right/checks.ts';
import { connectionFreedoms } from './right/connections.ts';
import type { RightServer } from './right/right-server.ts';
import { tokenFreedoms } from './right/tokens.ts';
import { workerLoopFreedoms } from './right/worker-loop.ts';

export const rightServers: RightServer[] = [
  ...tokenFreedoms,
  ...checkFreedoms,
  ...answerFreedoms,
  ...connectionFreedoms,
  ...workerLoopFreedoms,
];
