// All servers with one fault: the rows of the table, applied to the operations of the contract. Each subject has a file.
import { judgedCorpus } from '../../conformance/cases/select.ts';
import { readCorpus } from '../../conformance/index.ts';
import { access } from './faulty/access.ts';
import { errors } from './faulty/errors.ts';
import type { FaultyServer } from './faulty/faulty-server.ts';
import { headers } from './faulty/headers.ts';
import { heartbeats } from './faulty/heartbeats.ts';
import { history } from './faulty/history.ts';
import { json } from './faulty/json.ts';
import { members } from './faulty/members.ts';
import { polls } from './faulty/polls.ts';
import { type Part, serversOf } from './faulty/servers.ts';
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
  polls,
  heartbeats,
  access,
  success,
  outputs,
  errors,
  json,
  headers,
  targets,
  transport,
};

const corpus = readCorpus();
const documents = new Set(corpus.operations.flatMap(({ document }) => document ?? []));

/** The operations that a run judges by default, and those of each other document. */
const parts: Part[] = [
  judgedCorpus(corpus, {}),
  ...[...documents].map((document) => ({
    document,
    operations: corpus.operations.filter((each) => each.document === document),
    cases: corpus.cases,
  })),
];

/** The servers of all rows. */
export const faultyServers: FaultyServer[] = parts.flatMap((part) =>
  Object.entries(faults).flatMap(([subject, blocks]) =>
    blocks.flatMap((block) => serversOf(subject, block, part)),
  ),
);
