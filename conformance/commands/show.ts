// swf-conformance show CASE: one case in full: the request, what is expected, why, and a curl command.
import type { Command } from 'commander';
import { describeBody } from '../body.ts';
import { type Case, type Corpus, caseOf, readCorpus, requirementOf } from '../corpus.ts';
import { curlCommand } from '../curl.ts';
import { describeExpectation, describeNeeds } from '../describe-case.ts';
import { exampleContext, exampleRequest } from '../example-request.ts';
import { exitCodes } from '../summary.ts';

type ShowOptions = { endpoint: string; region: string; taskToken: string; json?: boolean };

export function addShowCommand(program: Command, ended: (exitCode: number) => void): void {
  program
    .command('show')
    .argument('<case>', 'the id of a case')
    .description('show one case in full: the request, what is expected, why, and a curl command')
    .option('--endpoint <url>', 'the endpoint that the curl command is for', exampleContext.endpoint)
    .option('--region <region>', 'the region that the request is signed for', exampleContext.region)
    .option('--task-token <token>', 'the token of a task, for cases that need one', exampleContext.taskToken)
    .option('--json', 'the case as in cases.json, with its requirement')
    .addHelpText('after', '\nExample:\n  swf-conformance show completed/result/length-32769')
    .action(async (id: string, options: ShowOptions) => {
      const corpus = readCorpus();
      const shown = corpus.cases.find((each) => each.id === id);
      if (!shown) {
        console.error(`swf-conformance: no case "${id}" (ids are case-sensitive; see swf-conformance list)`);
        ended(exitCodes.usage);
        return;
      }
      if (!URL.canParse(options.endpoint)) {
        console.error(
          `swf-conformance: --endpoint is no URL: "${options.endpoint}"; write it like http://127.0.0.1:8000/`,
        );
        ended(exitCodes.usage);
        return;
      }
      const text = options.json
        ? `${JSON.stringify({ ...shown, statedBy: requirementOf(corpus, shown.requirement) }, null, 2)}\n`
        : await inFull(corpus, shown, options);
      process.stdout.write(text);
    });
}

async function inFull(corpus: Corpus, shown: Case, options: ShowOptions): Promise<string> {
  const requirement = requirementOf(corpus, shown.requirement);
  const lines = [
    `${shown.id}  ${shown.level}`,
    shown.title,
    '',
    `requirement  ${requirement.id}: ${requirement.statement}`,
    `source       ${requirement.source} (${requirement.provenance})`,
    `needs        ${describeNeeds(shown)}`,
    `expected     ${describeExpectation(shown)}`,
  ];
  for (const step of shown.given)
    lines.push('', `first, ${step.title} (${step.outcomes.join(' or ')}):`, ...(await request(step.request)));
  lines.push('', 'request:', ...(await request(shown.request)));
  if (shown.expect.control) {
    const control = caseOf(corpus, shown.expect.control.case);
    lines.push('', `control ${control.id}:`, ...(await request(control.request)));
  }
  return `${lines.join('\n')}\n`;

  async function request(described: Case['request']): Promise<string[]> {
    const { region, taskToken } = options;
    const endpoint = new URL(options.endpoint);
    const wire = await exampleRequest(described, { endpoint, region, taskToken, now: new Date() });
    return [
      `  ${wire.method} ${wire.url.pathname} HTTP/1.1`,
      ...wire.headers.map(([name, value]) => `  ${name}: ${value}`),
      '',
      `  ${describeBody(wire.parts)}`,
      '',
      `  ${curlCommand(wire)}`,
    ];
  }
}
