// The contract as the API reference shows it: its one server is the mock in the page, and each request can also be
// sent with a member that is one character too long.
import { type Contract, follow, operationsOf } from '../scripts/contract/contract.ts';

/** Where the page sends calls to, relative to the description; the service worker answers there. */
export const pageEndpoint = 'endpoint/';

/** A copy of the contract for the page. */
export function referenceOf(contract: Contract): Contract {
  const copy = structuredClone(contract);
  copy.servers = [{ url: pageEndpoint, description: 'The mock in this page' }];
  // Nobody has credentials for a mock in a page.
  delete copy.security;
  delete copy.components.securitySchemes;
  for (const { id, input, object } of operationsOf(copy)) {
    object.description = `${object.description ?? ''}\n\n[Requirements and cases](../catalogue/?operation=${id}), with curl commands.`;
    const [name, member] = Object.entries(input.schema.properties ?? {})[0] ?? [];
    const maxLength = member && (follow(copy, member).maxLength as number | undefined);
    if (name === undefined || maxLength === undefined) continue;
    const example = {
      summary: `A ${name} of ${maxLength + 1} characters, one too many`,
      value: { [name]: 'a'.repeat(maxLength + 1) },
    };
    const body = object.requestBody && follow(copy, object.requestBody);
    for (const media of Object.values(body?.content ?? {}))
      media.examples = { ...media.examples, 'too-long': example };
  }
  return copy;
}
