// What `swf-mock --engine prism` does, and how it tells violations: one by one as they come, and all at the end.
import type { ConnectionLimits, Listener } from '../http/listener.ts';
import { type LogFormat, logLine, plain } from '../http/log.ts';
import { PrismMissing, servePrismMock, servePrismProxy, type Tally } from './index.ts';
import { violationLine } from './violation.ts';

export { PrismMissing };

export type PrismValues = {
  host: string;
  port: number;
  cors?: string;
  seed?: string;
  log: LogFormat;
  proxy?: URL;
  limits?: ConnectionLimits;
};

/** Options of swf-mock that say nothing to Prism, and those that say nothing to the proxy, by their names in commander. */
export const meaningless = {
  always: ['tasks', 'access', 'region', 'controlKey', 'maxTasks', 'maxCalls', 'maxCharacters'],
  asProxy: ['cors', 'seed'],
} as const;

export type StartedPrism = Listener & {
  /** Tells what was found, and returns how many violations there were. */
  conclude(): number;
};

/**
 * Starts the mock or the proxy.
 *
 * @param write writes to stderr
 * @param color whether lines may have colours
 * @throws PrismMissing; the error of the operating system when it cannot listen
 */
export async function startPrism(
  { proxy, log, ...values }: PrismValues,
  write: (text: string) => void,
  color: boolean,
): Promise<StartedPrism> {
  if (proxy === undefined) {
    const served = await servePrismMock({
      ...values,
      log(call) {
        const line = logLine(log, call, color);
        if (line) write(line);
      },
    });
    return { ...served, conclude: () => 0 };
  }
  const { host, port, limits } = values;
  /** How often each was found, by its line. */
  const found = new Map<string, number>();
  const served = await servePrismProxy({
    host,
    port,
    limits,
    upstream: proxy,
    onViolation(violation) {
      const line = violationLine(violation);
      const key = found.has(line) || found.size < maxDistinct ? line : otherLines;
      found.set(key, (found.get(key) ?? 0) + 1);
      if (log === 'json') write(`${plain(JSON.stringify({ violation }))}\n`);
      if (log === 'pretty') write(`violation: ${line}\n`);
    },
    onTrouble: (message) =>
      write(`${plain(log === 'json' ? JSON.stringify({ message }) : `swf-mock: ${message}`)}\n`),
  });
  return {
    ...served,
    conclude() {
      const tally = served.tally();
      write(log === 'json' ? `${JSON.stringify({ summary: tally })}\n` : conclusion(tally, found));
      return tally.violations;
    },
  };
}

/** A violation may tell what an endpoint said, which may be another thing each time. */
const maxDistinct = 1_000;
const otherLines = 'others';

/** The summary, the most frequent violations first. */
function conclusion({ requests, ofTheContract, violations }: Tally, found: Map<string, number>): string {
  const passed = `${requests} request${requests === 1 ? '' : 's'} passed, ${ofTheContract} of them of the contract`;
  const head = `swf-mock: ${passed}; ${violations === 0 ? 'no' : violations} violation${violations === 1 ? '' : 's'}`;
  const lines = [...found].sort(([, a], [, b]) => b - a).map(([line, count]) => `  ${count} × ${line}`);
  return `${[head, ...lines].join('\n')}\n`;
}
