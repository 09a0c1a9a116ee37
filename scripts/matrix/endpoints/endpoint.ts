// What the matrix runs the suite against: each endpoint is a file in this folder that starts it, or says why it cannot
// be started here.
import type { RunOptions } from '../../../conformance/run/options.ts';

export type Endpoint = {
  /** Names its file of expected failures in conformance/known/, and its report. */
  name: string;
  /** How a person calls it. */
  title: string;
  /** @param address where it runs already, if it was given; only emulators look at it */
  open(address?: string): Promise<OpenEndpoint | MissingEndpoint>;
};

/** A started endpoint, and how the suite is run against it. */
export type OpenEndpoint = { version: string; options: RunOptions; close(): Promise<void> };

/** What is missing on this machine, and how to get it. */
export type MissingEndpoint = { missing: string; get?: string };

/** A principal whom the mocks of this folder permit nothing. */
export const deniedCredentials = { accessKeyId: 'denied', secretAccessKey: 'denied', secret: false };

/** The access document that goes with it. */
export const access = {
  '*': { Statement: [{ Effect: 'Allow', Action: 'swf:*', Resource: '*' }] },
  [deniedCredentials.accessKeyId]: { Statement: [{ Effect: 'Deny', Action: 'swf:*', Resource: '*' }] },
} as const;
