// The evidence for a verdict, line by line, the same in every format: what was expected and why, what was sent, how it
// differs from the control, what was received, and the command that sends it again.
import type { CaseResult } from '../../generated/report-types.ts';
import { clipped, onOneLine } from '../printable.ts';
import { requestInShort, responseInShort } from './exchange-text.ts';
import { shownCommand } from './shown-command.ts';

/** One line of evidence. The text is printable, and on one line unless it is a command. */
export type Evidence = { label: EvidenceLabel; text: string };

export type EvidenceLabel =
  | 'expected'
  | 'but'
  | 'listed'
  | 'sent'
  | 'changed'
  | 'control'
  | 'came'
  | 'because'
  | 'source'
  | 'also'
  | 'do'
  | 'first'
  | 'again';

/** The maximum length of an endpoint's text. */
const shownWords = 600;

/**
 * The evidence for a result, in the order in which it is read.
 *
 * @example evidenceOf(result)
 * // [{ label: 'expected', text: 'constraint; a rejection counts only if …' }, { label: 'but', text: 'the request got …' }, …]
 */
export function evidenceOf(result: CaseResult): Evidence[] {
  const { expectedFailure, control, request, response, deviations = [], before = [] } = result;
  return [
    ...words('expected', result.expected),
    ...words('but', result.reason),
    ...words('listed', expectedFailure && listedAs(expectedFailure)),
    ...words('sent', request && requestInShort(request)),
    ...words('changed', result.changed),
    ...words('control', control && `${control.case} got ${control.answer ?? 'no response: it was not sent'}`),
    ...words('came', response && responseInShort(response)),
    ...words('because', `${result.statement ?? 'the requirement'} (${result.requirement})`),
    ...words('source', result.source),
    ...deviations.flatMap(({ requirement, found }) => words('also', `${found} (${requirement})`)),
    ...words('do', result.hint),
    ...before.flatMap(({ title, curl }) => command('first', `${curl}   # ${onOneLine(title)}`)),
    ...command('again', result.curl),
  ];
}

function words(label: EvidenceLabel, text: string | undefined): Evidence[] {
  return text ? [{ label, text: onOneLine(clipped(text, shownWords)) }] : [];
}

function command(label: EvidenceLabel, text: string | undefined): Evidence[] {
  return text ? [{ label, text: shownCommand(text) }] : [];
}

function listedAs({ reason, link, expires }: NonNullable<CaseResult['expectedFailure']>): string {
  return [reason, link, expires && `until ${expires}`].filter(Boolean).join(', ');
}
