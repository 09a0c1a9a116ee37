// Rules: what is checked of responses can be checked, and a request and an answer that fit can be made up.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { operationsOf, type Referable, type Requirement, type Schema, successOf } from '../contract.ts';
import type { Finding, Rule } from '../finding.ts';
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

/** From schemas and examples come a request that is valid and an answer that fits. */
export const answersCanBeMade: Rule = (contract) => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema(contract, 'contract');
  return operationsOf(contract).flatMap((operation) => {
    const output = describedOutputOf(contract, operation);
    return [
      ...misfit(ajv, operation.input.schema, requestSampleOf(contract, operation), {
        pointer: operation.input.pointer,
        what: `a valid request of ${operation.id}`,
      }),
      ...(output
        ? misfit(ajv, output.schema, output.value, {
            pointer: successOf(operation)?.pointer ?? '',
            what: `an answer of ${operation.id} that fits its schema`,
          })
        : []),
    ];
  });
};

function misfit(
  ajv: Ajv2020,
  schema: Referable<Schema>,
  value: unknown,
  { pointer, what }: { pointer: string; what: string },
): Finding[] {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"contract#'));
  const validate = ajv.compile(absolute);
  if (validate(value)) return [];
  const why = ajv.errorsText(validate.errors, { dataVar: 'value' });
  const message = `${what} cannot be made up (${JSON.stringify(value)}: ${why}); add an example that fits`;
  return [{ rule: 'sample-fits', pointer, message }];
}
