// Rules: what is checked of responses can be checked, and a request and an answer that fit can be made up.
import { follow, type Header, operationsOf, pointerPart, type Requirement, successOf } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
import { fitIn } from '../fit.ts';
import { describedOutputOf } from '../output.ts';
import { requestSampleOf } from '../sample.ts';
import { placesIn } from '../walk.ts';

/** Checks stand where responses are described, and about a success they say only what its schema cannot say. */
export const checksHaveASubject: Rule = (contract) => {
  const rule = 'check-possible';
  const successes = new Set(
    operationsOf(contract).flatMap(({ responses }) =>
      responses.filter(({ status }) => status.startsWith('2')).map(({ pointer }) => pointer),
    ),
  );
  return placesIn(contract).flatMap(({ kind, pointer, node }) =>
    ((node['x-requirements'] as Requirement[] | undefined) ?? []).flatMap((requirement, index): Finding[] => {
      const at = `${pointer}/x-requirements/${index}`;
      if (requirement.check === undefined) return [];
      if (kind !== 'response' && kind !== 'document') {
        const message = 'a check is about responses; state it on a response, or at the root of the document';
        return [{ rule, pointer: `${at}/check`, message }];
      }
      const aboutSuccess = requirement.for === 'success' || (!requirement.for && successes.has(pointer));
      if (!aboutSuccess) return [];
      return requirement.check.flatMap((check, place) => {
        const word = (['member', 'error-form', 'error-type'] as const).find(
          (each) => check[each] !== undefined,
        );
        if (word === undefined) return [];
        const message = `"${word}" is about errors; what a member of an accepted call's answer is, its schema says`;
        return [{ rule, pointer: `${at}/check/${place}/${word}`, message }];
      });
    }),
  );
};

/** The headers that the mock's answers have. */
const sent = ['x-amzn-requestid', 'content-type', 'content-length'];

/** No response requires a header that the mock does not send. */
export const headersAreSent: Rule = (contract) => {
  const places = operationsOf(contract).flatMap(({ responses }) => responses);
  const findings = places.flatMap(({ pointer, response: { headers = {} } }) =>
    Object.entries(headers).flatMap(([name, header]): Finding[] => {
      if (!follow<Header>(contract, header).required || sent.includes(name.toLowerCase())) return [];
      const message = 'the mock sends no such header, so that it cannot be required; leave "required" out';
      return [{ rule: 'header-sent', pointer: `${pointer}/headers/${pointerPart(name)}`, message }];
    }),
  );
  return [...new Map(findings.map((finding) => [finding.pointer, finding])).values()];
};

/** From schemas and examples come a request that is valid and an answer that fits. */
export const answersCanBeMade: Rule = (contract) => {
  const misfit = fitIn(contract);
  return operationsOf(contract).flatMap((operation) => {
    const { id, input } = operation;
    const output = describedOutputOf(contract, operation);
    const made = [
      {
        what: `a valid request of ${id}`,
        pointer: input.pointer,
        schema: input.schema,
        value: requestSampleOf(contract, operation),
      },
      ...(output
        ? [
            {
              what: `an answer of ${id} that fits its schema`,
              pointer: successOf(operation)?.pointer ?? '',
              ...output,
            },
          ]
        : []),
    ];
    return made.flatMap(({ what, pointer, schema, value }): Finding[] => {
      const why = misfit(schema, value);
      if (why === undefined) return [];
      const message = `${what} cannot be made up (${JSON.stringify(value)}: ${why}); add an example that fits`;
      return [{ rule: 'sample-fits', pointer, message }];
    });
  });
};
