// How swf-mock tells, line by line, which calls it answered.
import { styleText } from 'node:util';
import { descriptionOf } from '../../generated/operations.ts';
import type { AnyCall } from '../core/call.ts';
import { valueAt } from '../core/input/pointer.ts';
import { operationNameOf } from '../core/target.ts';

export type LogFormat = 'pretty' | 'json' | 'silent';
export const logFormats: readonly LogFormat[] = ['pretty', 'json', 'silent'];

/** A call as one line, with its line end; undefined when nothing is to be logged. */
export function logLine(format: LogFormat, call: AnyCall, color: boolean): string | undefined {
  switch (format) {
    case 'silent':
      return undefined;
    case 'json':
      return `${plain(JSON.stringify(call))}\n`;
    case 'pretty':
      return `${pretty(call, color)}\n`;
  }
}

/** What is logged of lines that could not be written. */
export function droppedNotice(format: LogFormat, lines: number): string {
  const message = `${lines} ${lines === 1 ? 'line' : 'lines'} of the log could not be written`;
  return format === 'json' ? `${JSON.stringify({ message })}\n` : `swf-mock: ${message}\n`;
}

/**
 * Writes lines together, once in each turn of the event loop: a write for each of them would take as long as the call.
 *
 * @example const tell = linesTogether((text) => process.stderr.write(text));
 */
export function linesTogether(write: (text: string) => void): (line: string) => void {
  let waiting = '';
  return (line) => {
    if (waiting === '') {
      setImmediate(() => {
        const text = waiting;
        waiting = '';
        write(text);
      });
    }
    waiting += line;
  };
}

function pretty(call: AnyCall, color: boolean): string {
  // Whether stderr takes colours has been decided by then.
  const painted = (style: 'green' | 'red' | 'dim', text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const { at, outcome, status, region, reason } = call;
  const tone = status !== undefined && status < 400 ? 'green' : 'red';
  const token = call.operation && descriptionOf(call.operation).token;
  const taskToken = token ? valueAt(call.input, token) : undefined;
  const task = typeof taskToken === 'string' ? shortened(taskToken) : '';
  const parts = [
    painted('dim', at.toISOString().slice(11, 23)),
    nameOf(call),
    painted(tone, outcome),
    painted('dim', `${shortened(region, 40)} ${task}`),
  ];
  return `${parts.join(' ')}${reason && reason !== outcome ? ` ${shortened(reason, 200)}` : ''}`.trimEnd();
}

function nameOf(call: AnyCall): string {
  if (call.operation !== undefined) return call.operation;
  return call.target === undefined ? '-' : shortened(operationNameOf(call.target), 60);
}

/** Tokens differ at their ends; line breaks would end the line. */
function shortened(text: string, length = 24): string {
  const shown = text.length <= length ? text : `${text.slice(0, length / 2)}…${text.slice(-length / 2)}`;
  return plain(shown.replace(/\s+/g, ' '));
}

/** Text of which each line is a line of its own, and plain. */
export const plainLines = (text: string): string => text.split('\n').map(plain).join('\n');

/** What moves the cursor of a terminal, colours it or turns its direction of writing is escaped, as in JSON. */
export function plain(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
