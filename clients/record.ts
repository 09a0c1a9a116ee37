// `node clients/record.ts [NAME …]`: lets the clients of this machine, or those named, meet every situation, keeps in
// records/ what each made of it, and writes the table of docs/clients.md.
import { writeFileSync } from 'node:fs';
import { awsCli, found as foundCli } from './aws-cli.ts';
import { type Client, operationNames } from './client.ts';
import { startProgram } from './program.ts';
import { programs, slowPrograms } from './programs.ts';
import { type ClientRecord, idlePoll, pathOf, tell, tellRequestIds } from './records.ts';
import { access, meetAll, meetIdlePoll } from './situations.ts';
import { startSwfMock } from './swf-mock.ts';
import { writeTable } from './table.ts';

async function record(client: Client): Promise<ClientRecord> {
  const mock = await startSwfMock('--tasks', 'declared');
  await mock.control('PUT', 'access', access);
  const idle = meetIdlePoll(mock, client);
  const seen = await meetAll(mock, client, operationNames);
  const { name, version, runtime } = client;
  const operations = {} as ClientRecord['operations'];
  for (const [operation, situations] of seen)
    operations[operation] = Object.fromEntries(
      [...situations].map(([situation, each]) => [situation, tell(each)]),
    );
  operations.PollForActivityTask[idlePoll] = tell(await idle);
  await client.stop?.();
  await mock.stop();
  return {
    client: name,
    version,
    runtime,
    date: new Date().toISOString().slice(0, 10),
    requestIds: tellRequestIds(seen),
    operations,
  };
}

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((each) => name.includes(each));

async function* clients(): AsyncGenerator<Client> {
  if (foundCli && isWanted(awsCli.name)) yield awsCli;
  for (const [needs, find] of Object.entries({ ...programs, ...slowPrograms })) {
    if (!isWanted(needs)) continue;
    const program = await find();
    if (program) yield startProgram(program);
    else console.error(`Not on this machine: ${needs}`);
  }
}

for await (const client of clients()) {
  console.error(`${client.name} ${client.version} …`);
  const recorded = await record(client);
  writeFileSync(pathOf(recorded), `${JSON.stringify(recorded, null, 2)}\n`);
}
writeTable();
