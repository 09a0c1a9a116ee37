// The options of swf-mock: what their values may be, and what holds where none is given.
import { type LogFormat, logFormats } from './log.ts';

export type Values = {
  port: number;
  host: string;
  tasks: 'any' | 'declared';
  access?: string;
  seed?: string;
  region: string;
  cors?: string;
  log: LogFormat;
  control: boolean;
  controlKey?: string;
  maxTasks?: number;
  maxCalls?: number;
  maxCharacters?: number;
  maxConnections?: number;
  requestTimeout?: number;
  idleTimeout?: number;
  engine: 'core' | 'prism';
  proxy?: URL;
  failOnViolation: boolean;
};

export const choices = {
  tasks: ['any', 'declared'],
  log: logFormats,
  engine: ['core', 'prism'],
} as const satisfies { [K in keyof Values]?: readonly Values[K][] };

export const defaults = {
  port: 8000,
  host: '127.0.0.1',
  tasks: 'any',
  region: 'us-east-1',
  log: 'pretty',
  control: true,
  engine: 'core',
  failOnViolation: false,
} as const satisfies Partial<Values>;

/** The number of a port, or undefined when the text is none. */
export function portOf(text: string): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number <= 65_535 ? number : undefined;
}
