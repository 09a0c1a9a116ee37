// Who may call what: policies by access key, decided as IAM decides. An explicit Deny wins; what nobody allows is
// denied (requirement not-permitted.denied).
import { type OperationName, service } from '../../../generated/operations.ts';
import type { KeyValue } from './condition.ts';
import { type PolicyDocument, type Rule, readPolicy } from './policy.ts';

/**
 * Policies by access key id. `*` speaks of every caller, also of one who does not sign; it comes on top of the
 * caller's own.
 *
 * @example
 * { AKIAIOSFODNN7EXAMPLE: { Statement: { Effect: 'Allow', Action: 'swf:Respond*', Resource: '*' } } }
 */
export type AccessDocument = { readonly [accessKeyId: string]: PolicyDocument | readonly PolicyDocument[] };

/** Whether a caller may call an operation on a task of that domain. */
export type Access = (caller: {
  /** Undefined of one who does not sign; empty of one who does, by a key that cannot be read. */
  accessKeyId: string | undefined;
  operation: OperationName;
  region: string;
  domain: string;
  /** What the call's input has for a condition key of the operation. Default: nothing. */
  keyValue?: KeyValue;
}) => boolean;

/**
 * Reads an access document. Without one, everybody may do everything.
 *
 * @param account the account id that the domains' ARNs have
 * @throws TypeError when a policy cannot work, saying which and why
 */
export function readAccess(document: AccessDocument | undefined, account: string): Access {
  if (document === undefined) return () => true;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new TypeError('access: it is an object with a policy for each access key id, or for "*"');
  }
  if ('Statement' in document) {
    throw new TypeError(
      'access: it has a policy for each access key id, or for "*": write { "*": { Statement: … } }',
    );
  }
  const rules = new Map<string, Rule[]>();
  for (const [accessKeyId, policies] of Object.entries(document)) {
    const listed: unknown[] = Array.isArray(policies) ? policies : [policies];
    rules.set(
      accessKeyId,
      listed.flatMap((policy, index) =>
        readPolicy(policy, listed.length === 1 ? accessKeyId : `${accessKeyId}, policy ${index + 1}`),
      ),
    );
  }
  return ({ accessKeyId, operation, region, domain, keyValue = () => undefined }) => {
    // Whoever that is may be somebody who is denied.
    if (accessKeyId === '') return false;
    const own = accessKeyId === undefined ? [] : (rules.get(accessKeyId) ?? []);
    const arn = `arn:${partitionOf(region)}:${service.signingName}:${region}:${account}:/domain/${domain}`;
    const covering = [...own, ...(rules.get('*') ?? [])].filter((rule) =>
      rule.covers({ operation, arn, keyValue }),
    );
    return covering.length > 0 && covering.every((rule) => rule.allows);
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
