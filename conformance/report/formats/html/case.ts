// One case in the HTML report: a line that expands to the evidence for its verdict.
import type { CaseResult, ReceivedResponse, SentRequest } from '../../../../generated/report-types.ts';
import { clipped } from '../../../printable.ts';
import { requestText, responseText } from '../../exchange-text.ts';
import { shownCommand } from '../../shown-command.ts';
import { countedAs } from '../../tally.ts';
import { fragment, line, lines, prose } from './page.ts';

/** A case as HTML. `isHere` says whether the case with an id is in the report and can be a link target. */
export function caseHtml(result: CaseResult, isHere: (id: string) => boolean): string {
  const { id, level, operation, title } = result;
  return `<details class="case" id="${line(id)}" data-verdict="${countedAs(result)}" data-level="${line(level)}" data-operation="${line(operation)}">
<summary>${verdictBadge(result)}<code>${line(id)}</code><span class="title">${prose(title)}</span></summary>
<div class="inside">
${evidence(result, isHere)}
${(result.before ?? []).map(step).join('\n')}
${exchange(result.request, result.response)}
${result.curl === undefined ? '' : command('The same request with curl', result.curl)}
</div>
</details>`;
}

/** A verdict with its colour and sign. */
export function verdictBadge(result: CaseResult): string {
  if (result.expectedFailure) return '<span class="verdict expected">failed as expected</span>';
  const flaky = result.flaky ? ' (flaky)' : '';
  return `<span class="verdict ${line(result.verdict)}">${line(result.verdict)}${flaky}</span>`;
}

function evidence(result: CaseResult, isHere: (id: string) => boolean): string {
  const { expectedFailure, control, changed, hint, deviations = [], durationMs, request, response } = result;
  const noAnswer = 'no response: it was not sent';
  const rows = [
    row('Expected', prose(result.expected)),
    row('Found', line(clipped(result.reason, 2000))),
    row('Because', `${line(result.level)}: ${prose(result.statement ?? '')} (${line(result.requirement)})`),
    row('Source', line(result.source)),
    expectedFailure &&
      row('Listed', `as an expected failure: ${line(expectedFailure.reason)}${listing(expectedFailure)}`),
    hint && row('To do', line(hint)),
    changed && row('Changed', line(changed)),
    control &&
      row(
        'Control',
        `${linkTo(control.case, isHere)} got ${line(clipped(control.answer ?? noAnswer, 2000))}`,
      ),
    response?.error &&
      row(
        'Error',
        `<code>${line(response.error.name)}</code>, named as ${line(response.error.forms.join(' and '))}`,
      ),
    ...deviations.map(({ requirement, found }) =>
      row(
        'Also',
        `${line(found)} (<a href="${fragment(`requirement:${requirement}`)}">${line(requirement)}</a>)`,
      ),
    ),
    request && row('Took', `${Math.round(durationMs)} ms`),
  ].filter(Boolean);
  return `<dl class="evidence">${rows.join('\n')}</dl>`;
}

function row(term: string, html: string): string {
  return `<dt>${term}</dt><dd>${html}</dd>`;
}

function listing({ link, expires }: NonNullable<CaseResult['expectedFailure']>): string {
  const until = expires === undefined ? '' : `, until ${line(expires)}`;
  if (link === undefined) return until;
  // The file is written by hand; only a clear web address becomes a link.
  const isWeb = /^https?:\/\//i.test(link);
  return `${until}, ${isWeb ? `<a href="${line(link)}" rel="noreferrer">${line(link)}</a>` : line(link)}`;
}

function linkTo(id: string, isHere: (id: string) => boolean): string {
  return isHere(id) ? `<a href="${fragment(id)}">${line(id)}</a>` : `<code>${line(id)}</code>`;
}

function step({
  title,
  outcome,
  request,
  response,
  curl,
}: NonNullable<CaseResult['before']>[number]): string {
  return `<div class="step">
<h4>Before it: ${line(title)}${outcome === undefined ? '' : ` (${line(outcome)})`}</h4>
${exchange(request, response)}
${command('The same request with curl', curl)}
</div>`;
}

function exchange(request: SentRequest | undefined, response: ReceivedResponse | undefined): string {
  if (!request || !response) return '';
  const size = (bytes: number | undefined) => (bytes === undefined ? '' : `, ${bytes} bytes of body`);
  return `<div class="exchange">
<div><h4>Request${size(request.bodyBytes)}</h4>${block(requestText(request), 'Request')}</div>
<div><h4>Response${size(response.bodyBytes)}</h4>${block(responseText(response), 'Response')}</div>
</div>`;
}

function command(title: string, text: string): string {
  return `<div class="command"><h4>${title} <button type="button" class="copy">Copy</button></h4>${block(shownCommand(text), title)}</div>`;
}

/** Long blocks scroll, so they must be reachable by keyboard. */
function block(text: string, name: string): string {
  return `<pre tabindex="0" role="group" aria-label="${name}">${lines(text)}</pre>`;
}
