// All servers with one fault: the rows of the table, applied to the operations of the contract. Each subject has a file.
import { judgedCorpus } from '../../conformance/cases/select.ts';
import { readCorpus } from '../../conformance/index.ts';
import { access } from './faulty/access.ts';
import { errors } from './faulty/errors.ts';
import type { FaultyServer } from './faulty/faulty-server.ts';
import { headers } from './faulty/headers.ts';
import { history } from './faulty/history.ts';
import { json } from './faulty/json.ts';
import { members } from './faulty/members.ts';
import { serversOf } from './faulty/servers.ts';
import { outputs, success } from './faulty/success.ts';
import type { Block } from './faulty/table.ts';
import { targets } from './faulty/targets.ts';
import { tasks } from './faulty/tasks.ts';
import { transport } from './faulty/transport.ts';

/** The table, by subject. */
export const faults: { [subject: string]: Block[] } = {
  members,
  tasks,
  history,
  access,
  success,
  outputs,
  errors,
  json,
  headers,
  targets,
  transport,
};

/** Of the operations that a run judges unless it is told others. */
const corpus = judgedCorpus(readCorpus(), {});

/** The servers of all rows. */
export const faultyServers: FaultyServer[] = Object.entries(faults).flatMap(([subject, blocks]) =>
  blocks.flatMap((block) => serversOf(subject, block, corpus)),
);
