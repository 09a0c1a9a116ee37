// Each rule of the lint, shown to fail by breaking the real contract in one place.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Document, parseDocument } from 'yaml';
import { tell } from './finding.ts';
import { lintContract } from './main.ts';

const contract = readFileSync('spec/swf.openapi.yaml', 'utf8');
const result = ['components', 'schemas', 'RespondActivityTaskCompletedInput', 'properties', 'result'];
const requirement = [...result, 'x-requirements', 0];
const completed = ['paths', '/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCompleted', 'post'];

/** What the lint says about the contract after an edit, a line per finding, without the position. */
function afterEdit(edit: (document: Document) => void): string[] {
  const document = parseDocument(contract);
  edit(document);
  return lintContract(document.toString(), 'edited').map(
    ({ pointer, message, rule }) => `${pointer}: ${message} (${rule})`,
  );
}

test('the contract follows all rules', () => {
  expect(lintContract(contract, 'spec/swf.openapi.yaml')).toEqual([]);
});

test('a finding is told with file, line, column and JSON pointer', () => {
  const broken = contract.replace('maxLength: 1024', 'maxLength: 1024\n      pattern: ^[^ ]');
  const [line] = tell(lintContract(broken, 'swf.yaml'), broken, 'swf.yaml');
  const number = broken.split('\n').indexOf('      pattern: ^[^ ]') + 1;
  expect(line).toBe(
    `swf.yaml:${number}:7 /components/schemas/TaskToken/pattern: no requirement states this constraint; add one ` +
      'with "keyword: pattern" to x-requirements here (constraint-stated)',
  );
});

test('a finding inside an alias is told at the place the alias stands for', () => {
  const broken = contract.replace('result: customer credit card verified', 'result: 7');
  const lines = tell(lintContract(broken, 'swf.yaml'), broken, 'swf.yaml');
  expect(lines.length).toBeGreaterThan(0);
  const anchor = broken.split('\n').findIndex((text) => text.trim() === 'documented:') + 3;
  for (const line of lines) expect(line).toContain(`swf.yaml:${anchor}:`);
});

describe('constraints', () => {
  test.each(['type', 'maxLength'])('a %s that no requirement states is found', (keyword) => {
    const findings = afterEdit((document) => {
      const requirements = document.getIn([...result, 'x-requirements']) as { items: unknown[] };
      requirements.items = requirements.items.filter(
        (item) => (item as { get(key: string): unknown }).get('keyword') !== keyword,
      );
    });
    expect(findings).toContainEqual(
      expect.stringMatching(`properties/result/${keyword}: .*constraint-stated`),
    );
  });

  test.each([
    ['pattern', '^a'],
    ['minLength', 1],
    ['enum', ['a']],
  ])('a new %s without a requirement is found', (keyword, value) => {
    expect(afterEdit((document) => document.setIn([...result, keyword], value))).toContainEqual(
      expect.stringMatching(`properties/result/${keyword}: .*constraint-stated`),
    );
  });

  test('a required member without a requirement is found', () => {
    const input = ['components', 'schemas', 'RespondActivityTaskCompletedInput'];
    expect(afterEdit((document) => document.addIn([...input, 'required'], 'result'))).toContainEqual(
      expect.stringContaining('no requirement states that "result" is required'),
    );
  });

  test('a constraint behind a combination of schemas is found', () => {
    expect(afterEdit((document) => document.setIn([...result, 'anyOf'], [{ minLength: 2 }]))).toContainEqual(
      expect.stringContaining('/result/anyOf/0/minLength: no requirement states this constraint'),
    );
  });

  test('a misspelt keyword is found', () => {
    expect(afterEdit((document) => document.setIn([...result, 'maxlength'], 9))).toContainEqual(
      expect.stringContaining('"maxlength" is no keyword of JSON Schema'),
    );
  });

  test('a requirement for a constraint that is not there is found', () => {
    expect(afterEdit((document) => document.deleteIn([...result, 'maxLength']))).toContainEqual(
      expect.stringContaining('states the constraint "maxLength", which the schema does not have'),
    );
  });

  test('the type object of an input needs no requirement', () => {
    expect(afterEdit(() => {}).filter((line) => line.includes('constraint-stated'))).toEqual([]);
  });
});

describe('requirements', () => {
  test.each(['id', 'level', 'statement', 'provenance', 'source'])('one without %s is found', (field) => {
    expect(afterEdit((document) => document.deleteIn([...requirement, field]))).toContainEqual(
      expect.stringMatching(`has no ${field} \\(requirement-complete\\)`),
    );
  });

  test('an empty source is no source', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'source'], ' '))).toContainEqual(
      expect.stringContaining('completed.result.type has no source'),
    );
  });

  test.each([
    ['level', 'must'],
    ['provenance', 'guessed'],
  ])('an unknown %s is found', (field, value) => {
    expect(afterEdit((document) => document.setIn([...requirement, field], value))).toContainEqual(
      expect.stringContaining(`completed.result.type has the ${field} "${value}"; it is one of`),
    );
  });

  test('a field that nobody reads is found', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'sauce'], 'x'))).toContainEqual(
      expect.stringContaining('unknown field "sauce"'),
    );
  });

  test('an id that is used twice is found, with the place of the first', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'id'], 'task-token.type'))).toContainEqual(
      expect.stringContaining('"task-token.type" is taken by /components/schemas/TaskToken/x-requirements/0'),
    );
  });

  test.each([
    ['inferred', 'SHOULD', false],
    ['inferred', 'MAY', true],
    ['recorded', 'MUST', false],
    ['recorded', 'SHOULD', true],
    ['protocol', 'MUST', true],
    ['documented', 'MUST', true],
  ])('%s facts as %s: supported is %s', (provenance, level, supported) => {
    const findings = afterEdit((document) => {
      document.setIn([...requirement, 'provenance'], provenance);
      document.setIn([...requirement, 'level'], level);
    });
    expect(findings.filter((line) => line.includes('level-supported'))).toHaveLength(supported ? 0 : 1);
  });

  test('a recorded MUST is supported when a document agrees', () => {
    const corroborated = (by: string) =>
      afterEdit((document) => {
        document.setIn([...requirement, 'provenance'], 'recorded');
        document.setIn([...requirement, 'corroborated-by'], by);
      });
    expect(corroborated('the reference')).toEqual([]);
    expect(corroborated('')).toHaveLength(1);
  });
});

describe('examples', () => {
  test('a request that breaks its schema is found', () => {
    const findings = afterEdit((document) =>
      document.setIn(
        [
          ...completed,
          'requestBody',
          'content',
          'application/x-amz-json-1.0',
          'examples',
          'minimal',
          'value',
        ],
        { result: 'no token' },
      ),
    );
    expect(findings).toContainEqual(
      expect.stringContaining(
        'examples/minimal/value: does not fit its schema: value must have required property',
      ),
    );
  });

  test('a response that breaks its schema is found', () => {
    const example = [
      'components',
      'responses',
      'InternalError',
      'content',
      'application/x-amz-json-1.0',
      'examples',
    ];
    expect(
      afterEdit((document) =>
        document.setIn([...example, 'InternalFailure', 'value'], { message: 'no type' }),
      ),
    ).toContainEqual(expect.stringMatching('InternalError/content/.*: does not fit its schema'));
  });

  test('an example on a member is held against the member', () => {
    expect(afterEdit((document) => document.setIn([...result, 'examples'], ['fine', 7]))).toEqual([
      expect.stringContaining('/properties/result/examples/1: does not fit its schema: value must be string'),
    ]);
  });
});

describe('names', () => {
  test('two operations with the same last word are found', () => {
    expect(
      afterEdit((document) => document.setIn([...completed, 'operationId'], 'RespondDecisionTaskCanceled')),
    ).toContainEqual(
      expect.stringContaining('the short name "canceled" is taken by RespondDecisionTaskCanceled'),
    );
  });

  test('an error without an outcome is found', () => {
    expect(
      afterEdit((document) => document.deleteIn(['components', 'schemas', 'ThrottlingException', 'x-error'])),
    ).toContainEqual(expect.stringMatching('ThrottlingException: the schema of an error needs x-error'));
  });

  test.each([
    ['UnknownResourceFault', ['x-error', 'outcome']],
    ['CommonError', ['x-error-outcomes', 'OptInRequired']],
  ])('an unknown outcome of %s is found', (schema, place) => {
    expect(
      afterEdit((document) => document.setIn(['components', 'schemas', schema, ...place], 'strange')),
    ).toContainEqual(expect.stringContaining('"strange" is no outcome'));
  });

  test.each([
    ['namespace', ''],
    ['kind', 'sad'],
    ['message-key', 'text'],
  ])('an x-error with a wrong %s is found', (field, value) => {
    const place = ['components', 'schemas', 'UnknownResourceFault', 'x-error', field];
    expect(afterEdit((document) => document.setIn(place, value))).toContainEqual(
      expect.stringContaining('(error-outcome)'),
    );
  });

  test('an example of an error that the contract does not know is found', () => {
    const example = [
      'components',
      'responses',
      'Forbidden',
      'content',
      'application/x-amz-json-1.0',
      'examples',
    ];
    expect(
      afterEdit((document) =>
        document.setIn([...example, 'MissingAuthenticationToken', 'value', '__type'], 'NobodyKnowsMe'),
      ),
    ).toContainEqual(expect.stringContaining('does not know the error "NobodyKnowsMe"'));
  });
});

test('a file that is no contract is refused by name', () => {
  expect(() => lintContract('a: [', 'broken.yaml')).toThrow('broken.yaml is not YAML');
  expect(() => lintContract('a: 1', 'other.yaml')).toThrow('other.yaml is not an OpenAPI document');
});
