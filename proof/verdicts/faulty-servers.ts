// All servers with one fault. Each names the cases that have to find it; a list is a file, by subject.
import { accessFaults } from './faulty/access.ts';
import { errorShapeFaults } from './faulty/error-shape.ts';
import type { FaultyServer } from './faulty/faulty-server.ts';
import { headerFaults } from './faulty/headers.ts';
import { historyFaults } from './faulty/history.ts';
import { jsonFormFaults } from './faulty/json-forms.ts';
import { limitFaults } from './faulty/limits.ts';
import { malformedFaults } from './faulty/malformed.ts';
import { methodAndSizeFaults } from './faulty/methods-and-sizes.ts';
import { occasionalFaults } from './faulty/now-and-then.ts';
import { stateFaults } from './faulty/state.ts';
import { successShapeFaults } from './faulty/success-shape.ts';
import { targetFaults } from './faulty/targets.ts';
import { transportFaults } from './faulty/transport.ts';
import { typeFaults } from './faulty/types.ts';

export const faultyServers: FaultyServer[] = [
  ...limitFaults,
  ...typeFaults,
  ...stateFaults,
  ...historyFaults,
  ...accessFaults,
  ...errorShapeFaults,
  ...successShapeFaults,
  ...jsonFormFaults,
  ...malformedFaults,
  ...headerFaults,
  ...targetFaults,
  ...methodAndSizeFaults,
  ...transportFaults,
  ...occasionalFaults,
];
