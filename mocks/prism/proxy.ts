// Prism's validation between a client and an endpoint: what the client sends is passed on as it came, what comes back
// is passed back as it came, and what breaks the contract on the way is told.
import type { OperationName } from '../../generated/operations.ts';
import { maxRequestBytes } from '../core/reading.ts';
import { refusalResponse } from '../core/refusal.ts';
import { operationOf } from '../core/target.ts';
import type { Share } from '../http/body.ts';
import type { Prism, PrismViolation } from './package.ts';
import {
  headersOf,
  NoAnswer,
  type PassedAnswer,
  type PassedRequest,
  type Patience,
  passOn,
  uncompressed,
} from './pass-on.ts';
import { toPrismAnswer, toPrismRequest } from './translation.ts';
import { type ContractViolation, contractViolation } from './violation.ts';

export type ProxyOptions = {
  /** Where requests go. */
  upstream: URL;
  onViolation(violation: ContractViolation): void;
  /** Told what kept a request from being answered or judged. */
  onTrouble(message: string): void;
  requestId(): string;
  /** Default 16 MiB, and two minutes. */
  patience?: Partial<Patience>;
};

const defaultPatience: Patience = { bytes: 16 * maxRequestBytes, milliseconds: 120_000 };

/** How much passed through. */
export type Tally = { requests: number; ofTheContract: number; violations: number };

export type JudgingProxy = {
  /**
   * Passes a request on. Undefined when the answer broke off: the client is not to get a part for the whole.
   *
   * @param share takes up the bytes of the answer
   */
  pass(request: PassedRequest, signal: AbortSignal, share: Share): Promise<PassedAnswer | undefined>;
  tally(): Tally;
};

export function createProxy(prism: Prism, options: ProxyOptions): JudgingProxy {
  const { upstream, onViolation, onTrouble, requestId } = options;
  const patience = { ...defaultPatience, ...options.patience };
  const tally: Tally = { requests: 0, ofTheContract: 0, violations: 0 };
  return {
    tally: () => ({ ...tally }),
    async pass(request, signal, share) {
      tally.requests += 1;
      const outcome = await passOn(upstream, request, signal, patience, share).catch(
        (error: NoAnswer) => error,
      );
      const answer = outcome instanceof NoAnswer ? undefined : outcome;
      await tellViolations(request, answer);
      if (!(outcome instanceof NoAnswer)) return outcome;
      if (signal.aborted) return undefined;
      onTrouble(outcome.message);
      return outcome.begun ? undefined : unreachable(outcome.message);
    },
  };

  async function tellViolations(request: PassedRequest, answer: PassedAnswer | undefined): Promise<void> {
    const headers = headersOf(request.rawHeaders);
    const operation = request.method === 'POST' ? operationOf(headers['x-amz-target']) : undefined;
    if (operation === undefined) return;
    tally.ofTheContract += 1;
    try {
      const found = await prism.judge(
        toPrismRequest(operation, headers, contentOf(request.body, headers)),
        answer && readAnswer(answer),
      );
      tell(operation, 'request', found.request);
      tell(operation, 'response', found.response);
    } catch (error) {
      onTrouble(`Prism cannot judge a call of ${operation}: ${(error as Error).message}`);
    }
  }

  function tell(operation: OperationName, side: 'request' | 'response', found: PrismViolation[]): void {
    // A body that fits no schema of several breaks the same rule of each, and is told of once.
    const told = new Map(found.map((violation) => [JSON.stringify(violation), violation]));
    for (const violation of told.values()) {
      tally.violations += 1;
      onViolation(contractViolation(operation, side, violation));
    }
  }

  /** Of the proxy's own making: a client takes it for a failure of the service, and may try again. */
  function unreachable(message: string): PassedAnswer {
    const { headers, body } = refusalResponse(
      { error: 'InternalFailure', message },
      requestId(),
      'application/x-amz-json-1.0',
    );
    return {
      status: 502,
      statusText: 'Bad Gateway',
      rawHeaders: Object.entries(headers).flat(),
      body: Buffer.from(body),
    };
  }
}

function readAnswer({ status, rawHeaders, body }: PassedAnswer) {
  const headers = headersOf(rawHeaders);
  return toPrismAnswer(status, headers, contentOf(body, headers));
}

/** Prism looks at what a message may have by the contract. */
function contentOf(body: Buffer, headers: Record<string, string>): Buffer {
  return uncompressed(body, headers['content-encoding'], maxRequestBytes);
}
