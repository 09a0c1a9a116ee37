// swf-conformance show CASE: one case in full: the request, the expected result, the requirement, and a curl command.
import type { Command } from 'commander';
import { type Case, type Corpus, caseOf, readCorpus, requirementOf } from '../cases/corpus.ts';
import { describeExpectation, describeNeeds } from '../cases/describe-case.ts';
import { writeToStdout } from '../report/written.ts';
import { describeBody } from '../request/body.ts';
import { curlCommand } from '../request/curl.ts';
import { exampleContext, exampleRequest } from '../request/example-request.ts';
import { exitCodes } from '../run/summary.ts';

export function addShowCommand(program: Command, ended: (exitCode: number) => void): void {
  program
    .command('show')
    .argument('<case>', 'id of a case')
    .description(
      'show one case in full: the request, the expected result, the requirement, and a curl command',
    )
    .option('--endpoint <url>', 'endpoint in the curl command', exampleContext.endpoint)
    .option('--region <region>', 'region for which the request is signed', exampleContext.region)
    .option('--task-token <token>', 'task token, for cases that need one', exampleContext.taskToken)
    .option('--json', 'print the case as in cases.json, with its requirement')
    .addHelpText('after', '\nExample:\n  swf-conformance show completed/result/length-32769')
    .action(async (id: string, options: ShowOptions) => {
      const shown = await showing(id, options);
      if ('text' in shown) {
        writeToStdout(shown.text);
        return;
      }
      console.error(`swf-conformance: ${shown.problem}`);
      ended(exitCodes.usage);
    });
}

type ShowOptions = { endpoint: string; region: string; taskToken: string; json?: boolean };

/** The case as text, or why it cannot be shown. */
async function showing(id: string, options: ShowOptions): Promise<{ text: string } | { problem: string }> {
  const corpus = readCorpus();
  const shown = corpus.cases.find((each) => each.id === id);
  if (!shown) return { problem: `no case "${id}" (ids are case-sensitive; see swf-conformance list)` };
  if (!URL.canParse(options.endpoint)) {
    return {
      problem: `--endpoint is not a URL: "${options.endpoint}"; write it like http://127.0.0.1:8000/`,
    };
  }
  if (!options.json) return { text: await inFull(corpus, shown, options) };
  const statedBy = requirementOf(corpus, shown.requirement);
  return { text: `${JSON.stringify({ ...shown, statedBy }, null, 2)}\n` };
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
    const wire = await exampleRequest(described, {
      endpoint,
      region,
      service: corpus.service.signingName,
      taskToken,
      now: new Date(),
    });
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
