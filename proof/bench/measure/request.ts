// The requests that are measured: the documented sample as an SDK sends it, with another task token in each copy.
import { readFileSync } from 'node:fs';
import type { NumberedRequest } from './load.ts';

const contract = JSON.parse(
  readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'),
);
const operation = contract.paths['/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCompleted'].post;
const documented: { taskToken: string; result: string } =
  operation.requestBody.content['application/x-amz-json-1.0'].examples.documented.value;

const digits = 12;

/** Where a request goes that is not sent to a server of the wire as it is. */
export type Route = { path?: string; contentType?: string };

/**
 * A request to complete a task.
 *
 * @param result of the documented sample unless given
 */
export function completion(
  result = documented.result,
  { path = '/', contentType = 'application/x-amz-json-1.0' }: Route = {},
): NumberedRequest {
  const taskToken = `${documented.taskToken.slice(0, -digits)}${'#'.repeat(digits)}`;
  const body = JSON.stringify({ taskToken, result });
  const text = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1:8000',
    'Accept: */*',
    `Content-Type: ${contentType}`,
    'X-Amz-Target: SimpleWorkflowService.RespondActivityTaskCompleted',
    'X-Amz-Date: 20260115T120000Z',
    'User-Agent: aws-sdk-js/3.1048.0 ua/2.1 os/linux lang/js md/nodejs#24.0.0 api/swf#3.1048.0',
    `Authorization: AWS4-HMAC-SHA256 Credential=test/20260115/us-east-1/swf/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
  return { bytes: Buffer.from(text), numberAt: Buffer.from(text).indexOf('#'.repeat(digits)), digits };
}

/** The longest result that the contract allows. */
export const longestResult = 'x'.repeat(32_768);
