// What Prism finds wrong with an exchange, and how it is told.
import type { OperationName } from '../../generated/operations.ts';
import { plain } from '../http/log.ts';
import type { PrismViolation } from './package.ts';

/** One thing that is wrong with a request or a response. */
export type ContractViolation = {
  operation: OperationName;
  /** JSON pointer into `{ request: { headers, body }, response: { status, headers, body } }`; header names are in lower case. */
  pointer: string;
  /** The constraint, where Prism names one: `maxLength`, `required`. */
  rule?: string;
  message: string;
  severity: 'error' | 'warning';
};

/** @param side which half of the exchange Prism speaks about */
export function contractViolation(
  operation: OperationName,
  side: 'request' | 'response',
  { path, code, message, severity }: PrismViolation,
): ContractViolation {
  const place = path
    ? path.map((part, index) => (index === 0 && part === 'header' ? 'headers' : part))
    : placeOf(message);
  return {
    operation,
    pointer: [side, ...place].map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    ...(typeof code === 'string' && { rule: code }),
    message,
    severity: severity === 0 ? 'error' : 'warning',
  };
}

/**
 * One violation as a line, without its end. What in it would drive a terminal is spelled out.
 *
 * @example
 * // RespondActivityTaskCompleted /response/headers/x-amzn-requestid (required): Response header … is required
 */
export function violationLine({ operation, pointer, rule, message, severity }: ContractViolation): string {
  const grade = severity === 'warning' ? ' (a warning)' : '';
  const where = `${operation} ${pointer}${rule ? ` (${rule})` : ''}`;
  return plain(`${where}: ${message.replace(/\s+/g, ' ')}${grade}`);
}

/** Some violations have no path and say in words what they are about. */
function placeOf(message: string): string[] {
  if (/media type|content types/i.test(message)) return ['headers', 'content-type'];
  if (/status code/i.test(message)) return ['status'];
  return /^body /i.test(message) ? ['body'] : [];
}
