// swf-conformance show CASE: one case in full: the request, what is expected, why, and a curl command.
import type { Command } from 'commander';
import { exampleContext } from '../example-context.ts';
import { exitCodes } from '../summary.ts';
import type { ShowOptions } from './showing.ts';

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
      const { showing } = await import('./showing.ts');
      const shown = await showing(id, options);
      if ('text' in shown) {
        process.stdout.write(shown.text);
        return;
      }
      console.error(`swf-conformance: ${shown.refusal}`);
      ended(exitCodes.usage);
    });
}
