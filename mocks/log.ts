// How swf-mock tells, line by line, which calls it answered.
import pc from 'picocolors';
import type { AnyCall } from './call.ts';

export type LogFormat = 'pretty' | 'json' | 'silent';
export const logFormats: readonly LogFormat[] = ['pretty', 'json', 'silent'];

/** A call as one line, with its line end; undefined when nothing is to be logged. */
export function logLine(format: LogFormat, call: AnyCall, color: boolean): string | undefined {
  switch (format) {
    case 'silent':
      return undefined;
    case 'json':
      return `${JSON.stringify(call)}\n`;
    case 'pretty':
      return `${pretty(call, pc.createColors(color))}\n`;
  }
}

function pretty(call: AnyCall, { green, red, dim }: ReturnType<typeof pc.createColors>): string {
  const { at, operation, outcome, status, region, reason } = call;
  const paint = status !== undefined && status < 400 ? green : red;
  const task = 'taskToken' in call.input ? shortened(String(call.input.taskToken)) : '';
  const parts = [
    dim(at.toISOString().slice(11, 23)),
    operation ?? '-',
    paint(outcome),
    dim(`${region} ${task}`),
  ];
  return `${parts.join(' ')}${reason && reason !== outcome ? ` ${shortened(reason, 200)}` : ''}`.trimEnd();
}

/** Tokens differ at their ends; line breaks would end the line. */
function shortened(text: string, length = 24): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= length ? line : `${line.slice(0, length / 2)}…${line.slice(-length / 2)}`;
}
