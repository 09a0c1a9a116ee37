// Each rule of the contract, shown to fail by breaking the real contract in one place.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Document, parse, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Contract } from './contract.ts';
import { tell } from './finding.ts';
import { findingsIn, parseContract } from './read.ts';

const contract = readFileSync('spec/swf.openapi.yaml', 'utf8');
const result = ['components', 'schemas', 'RespondActivityTaskCompletedInput', 'properties', 'result'];
const requirement = [...result, 'x-requirements', 0];
const completed = ['paths', '/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCompleted', 'post'];

/** What the lint says about the contract after an edit, a line per finding, without the position. */
function afterEdit(edit: (document: Document) => void): string[] {
  const document = parseDocument(contract);
  edit(document);
  return findingsIn(document.toJS() as Contract).map(
    ({ pointer, message, rule }) => `${pointer}: ${message} (${rule})`,
  );
}

test('the contract follows all rules', () => {
  expect(findingsIn(parse(contract))).toEqual([]);
});

test('a finding is told with file, line, column and JSON pointer', () => {
  const broken = contract.replace('maxLength: 1024', 'maxLength: 1024\n      pattern: ^[^ ]');
  const [line] = tell(findingsIn(parse(broken)), broken, 'swf.yaml');
  const number = broken.split('\n').indexOf('      pattern: ^[^ ]') + 1;
  expect(line).toBe(
    `swf.yaml:${number}:7 /components/schemas/TaskToken/pattern: no requirement states this constraint; add one ` +
      'with "keyword: pattern" to x-requirements here (constraint-stated)',
  );
});

test('a finding inside an alias is told at the place the alias stands for', () => {
  const broken = contract.replace('result: customer credit card verified', 'result: 7');
  const lines = tell(findingsIn(parse(broken)), broken, 'swf.yaml');
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
      expect.stringMatching(`has no ${field} \\(word-known\\)`),
    );
  });

  test('an empty source is no source', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'source'], ' '))).toContainEqual(
      expect.stringContaining('/source: " " is not of the form'),
    );
  });

  test.each([
    ['level', 'must'],
    ['provenance', 'guessed'],
  ])('an unknown %s is found', (field, value) => {
    expect(afterEdit((document) => document.setIn([...requirement, field], value))).toContainEqual(
      expect.stringContaining(`/${field}: "${value}" is not known`),
    );
  });

  test('a field that nobody reads is found', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'sauce'], 'x'))).toContainEqual(
      expect.stringContaining('there is no "sauce" here; did you mean "source"?'),
    );
  });

  test('an id that is used twice is found, with the place of the first', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'id'], 'task-token.type'))).toContainEqual(
      expect.stringContaining('"task-token.type" is taken by /components/schemas/TaskToken/x-requirements/0'),
    );
  });

  test('the requirements of two responses may be the same, by an alias', () => {
    const edited = afterEdit((document) => {
      const responses = document.getIn(['components', 'responses']) as YAMLMap;
      const facts = responses.getIn(['Success', 'x-requirements']) as YAMLSeq;
      const own: YAMLMap = document.createNode({
        description: 'Done',
      });
      own.set('x-requirements', document.createAlias(facts, 'facts'));
      responses.set('OwnSuccess', own);
    });
    expect(edited).toEqual([]);
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
    expect(corroborated(' ')).toHaveLength(1);
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
  test('an error without an outcome is found', () => {
    expect(
      afterEdit((document) => document.deleteIn(['components', 'schemas', 'InternalFailure', 'x-error'])),
    ).toContainEqual(expect.stringMatching('InternalFailure: the schema of an error needs x-error'));
  });

  test.each([
    ['UnknownResourceFault', ['x-error', 'outcome']],
    ['CommonError', ['x-error-outcomes', 'OptInRequired']],
  ])('an unknown outcome of %s is found', (schema, place) => {
    expect(
      afterEdit((document) => document.setIn(['components', 'schemas', schema, ...place], 'strange')),
    ).toContainEqual(expect.stringContaining('"strange" is not known'));
  });

  test.each([
    ['namespace', ''],
    ['kind', 'sad'],
    ['message-key', 'text'],
  ])('an x-error with a wrong %s is found', (field, value) => {
    const place = ['components', 'schemas', 'UnknownResourceFault', 'x-error', field];
    expect(afterEdit((document) => document.setIn(place, value))).toContainEqual(
      expect.stringContaining(`x-error/${field}: `),
    );
  });

  test('an error that travels under the name of another is found', () => {
    const place = ['components', 'schemas', 'UnknownResourceFault', 'properties', '__type', 'pattern'];
    expect(afterEdit((document) => document.setIn(place, '#OtherFault$'))).toContainEqual(
      expect.stringContaining(
        'UnknownResourceFault/properties/__type: "com.amazonaws.swf.base.model#UnknownResourceFault", under which the ' +
          'error travels, does not fit: value must match pattern',
      ),
    );
  });

  test('an error that no response has is found', () => {
    const strange = (document: Document) =>
      document.setIn(['components', 'schemas', 'StrangeFault'], {
        type: 'object',
        'x-error': { namespace: 'a', kind: 'fault', 'message-key': 'message', outcome: 'constraint' },
      });
    expect(afterEdit(strange)).toEqual([
      expect.stringContaining(
        'schemas/StrangeFault: no operation has a response with this error and a status in digits; list it under one',
      ),
    ]);
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

describe('words', () => {
  const requestBody = [...completed, 'requestBody'];

  test.each<[string, (document: Document) => void, string]>([
    [
      'a misspelt word',
      (document) => document.setIn([...result, 'x-requirement'], []),
      'properties/result/x-requirement: there is no word x-requirement; did you mean "x-requirements"?',
    ],
    [
      'a word that nobody knows',
      (document) => document.setIn([...completed, 'x-retry'], true),
      'post/x-retry: there is no word x-retry',
    ],
    [
      'a word in another place than its own',
      (document) => document.setIn([...result, 'x-effect'], {}),
      'properties/result/x-effect: x-effect belongs on operation objects, not here',
    ],
    [
      'a document that is not described',
      (document) => document.setIn([...completed, 'x-document'], 'worker-lop'),
      'post/x-document: x-documents has no "worker-lop"; did you mean "worker-loop"?',
    ],
    [
      'a word where none may stand',
      (document) => document.setIn([...requestBody, 'x-value'], 'task.taskToken'),
      'requestBody/x-value: x-value belongs on schema objects, not here',
    ],
    [
      'a misspelt check',
      (document) =>
        document.setIn(
          ['components', 'responses', 'Success', 'x-requirements', 0, 'check'],
          [{ statuss: 200 }],
        ),
      '/check/0/statuss: there is no "statuss" here; did you mean "status"?',
    ],
    [
      'a task state that there is not',
      (document) => document.setIn([...completed, 'x-effect', 'from'], 'opne'),
      '/x-effect/from: "opne" is no state of a task that can be closed; did you mean "open"?',
    ],
    [
      'an effect on a state that is closed',
      (document) => document.setIn([...completed, 'x-effect', 'from'], 'failed'),
      '/x-effect/from: "failed" is no state of a task that can be closed',
    ],
    [
      'an event that closes no task',
      (document) => document.setIn([...completed, 'x-effect', 'closes-with'], 'ActivityTaskComplete'),
      'no task state is closed by "ActivityTaskComplete"; did you mean "ActivityTaskCompleted"?',
    ],
    [
      'an attribute with the event of a state that there is not',
      (document) =>
        document.setIn(['x-task-states', 'failed', 'attributes'], { startedEventId: 'event.opened' }),
      '/x-task-states/failed/attributes/startedEventId: there is no state "opened"; did you mean "open"?',
    ],
    [
      'a value that tasks do not have',
      (document) => document.setIn(['components', 'schemas', 'TaskToken', 'x-value'], 'task.token'),
      'TaskToken/x-value: "task.token" is not known',
    ],
    [
      'a document without its words',
      (document) => document.deleteIn(['x-service']),
      '/: it has no x-service',
    ],
  ])('%s is found', (_, edit, message) => {
    expect(afterEdit(edit).map((line) => line.replace(/^:/, '/:'))).toContainEqual(
      expect.stringContaining(message),
    );
  });
});

describe('operations', () => {
  const path = '/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCompleted';

  test('a path that names another operation is found', () => {
    const broken = parseDocument(contract.replace(`${path}:`, `${path}d:`));
    expect(findingsIn(broken.toJS() as Contract).map(({ message }) => message)).toEqual([
      `the path of RespondActivityTaskCompleted is to be ${path}; one of the two is misspelt`,
    ]);
  });

  test('a target that names another operation is found', () => {
    const parameter = [...completed, 'parameters', 0];
    expect(
      afterEdit((document) => {
        document.setIn([...parameter, 'schema', 'enum'], ['SimpleWorkflowService.RespondActivityTask']);
        document.deleteIn([...parameter, 'example']);
      }),
    ).toEqual([
      expect.stringContaining(
        'parameters/0/schema: X-Amz-Target is to be SimpleWorkflowService.RespondActivityTaskCompleted, and nothing else',
      ),
    ]);
  });

  test.each([
    [
      'respondActivityTaskCanceled',
      'the function "respondActivityTaskCanceled" is taken by respondActivityTaskCanceled',
    ],
    ['Handlers', 'the function "handlers" is taken by generated/handlers.ts'],
    ['Swf', 'the function "swf" is taken by generated/handlers.ts'],
    ['Delete', 'the function "delete" is taken by JavaScript'],
  ])('%s is found, whose function cannot be called so', (name, message) => {
    const broken = contract.replaceAll('RespondActivityTaskCompleted', name);
    expect(
      findingsIn(parse(broken)).map((finding) => `${finding.pointer}: ${finding.message}`),
    ).toContainEqual(
      expect.stringContaining(`post/operationId: ${message}; call the operation something else`),
    );
  });

  test('two operations whose cases would begin alike are found', () => {
    expect(
      afterEdit((document) => document.setIn([...completed, 'x-case-prefix'], 'canceled')),
    ).toContainEqual(
      expect.stringContaining('the case prefix "canceled" is taken by RespondActivityTaskCompleted'),
    );
  });

  test.each<[string, (document: Document) => void, string]>([
    [
      'no input',
      (document) => document.deleteIn([...completed, 'requestBody']),
      'RespondActivityTaskCompleted needs a request body of application/x-amz-json-1.0 with a schema',
    ],
    [
      'no response to an accepted call',
      (document) => document.deleteIn([...completed, 'responses', '200']),
      'RespondActivityTaskCompleted needs a response with a status of 2xx',
    ],
    ['no name', (document) => document.deleteIn([...completed, 'operationId']), 'it has no operationId'],
    [
      'no target',
      (document) => document.deleteIn([...completed, 'parameters', 0]),
      'post/parameters: RespondActivityTaskCompleted has no header parameter X-Amz-Target; add one with "enum: ' +
        '[SimpleWorkflowService.RespondActivityTaskCompleted]"',
    ],
    [
      'a target of any form',
      (document) => document.deleteIn([...completed, 'parameters', 0, 'schema']),
      'post/parameters/0/schema: X-Amz-Target is to be SimpleWorkflowService.RespondActivityTaskCompleted',
    ],
    [
      'two inputs',
      (document) =>
        document.setIn([...completed, 'requestBody', 'content', 'application/json; charset=UTF-8'], {
          schema: { $ref: '#/components/schemas/RespondActivityTaskCanceledInput' },
        }),
      'content/application~1json; charset=UTF-8/schema: an operation has one input; refer to the schema that ' +
        'application/x-amz-json-1.0 has',
    ],
    [
      'two responses to an accepted call',
      (document) => document.setIn([...completed, 'responses', '202'], { description: 'Later' }),
      'post/responses/202: accepted calls get 200 already; an operation has one response with a status of 2xx',
    ],
    [
      'a header that the mock does not send',
      (document) =>
        document.setIn(['components', 'responses', 'Success', 'headers', 'x-next'], { required: true }),
      'Success/headers/x-next: the mock sends no such header, so that it cannot be required',
    ],
    [
      'no member that names the task which it closes',
      (document) => document.deleteIn(['components', 'schemas', 'TaskToken', 'x-value']),
      'no member of the input names it; set "x-value: task.taskToken" on one',
    ],
  ])('one with %s is found', (_, edit, message) => {
    expect(afterEdit(edit)).toContainEqual(expect.stringContaining(message));
  });
});

const input = ['components', 'schemas', 'RespondActivityTaskCompletedInput'];

/** A requirement with what every one needs. */
const fact = (words: object) => ({
  id: 'a.fact',
  level: 'MUST',
  statement: 'A fact.',
  provenance: 'documented',
  source: 'a document',
  ...words,
});

describe('limits', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a least length above the greatest',
      { minLength: 5, maxLength: 4 },
      'result/minLength: minLength is 5 and maxLength 4, so that nothing fits; correct one of them',
    ],
    ['a minimum above the maximum', { minimum: 2, maximum: 1 }, 'result/minimum: minimum is 2 and maximum 1'],
    ['a least count above the greatest', { minItems: 2, maxItems: 1 }, 'result/minItems: minItems is 2'],
    [
      'a value that is listed twice',
      { enum: ['a', 'b', 'a'] },
      'result/enum/2: "a" is among the values already; leave it out',
    ],
    [
      'an integer that JSON does not hold',
      { maximum: 2 ** 53 },
      'result/maximum: 9007199254740992 is beyond the integers that JSON numbers hold exactly (9007199254740991)',
    ],
  ])('%s is found', (_, keywords, message) => {
    const edited = afterEdit((document) => {
      for (const [keyword, value] of Object.entries(keywords)) document.setIn([...result, keyword], value);
    });
    expect(edited).toContainEqual(expect.stringContaining(message));
  });
});

describe('optional members', () => {
  const member = [...input, 'properties', 'extra'];

  test.each<[string, unknown]>([
    ['anyOf', { anyOf: [{}, {}] }],
    ['oneOf', { oneOf: [{}] }],
    ['nothing', {}],
    ['anything', true],
  ])('one of no single type, with %s, needs a requirement that it may be left out', (_, schema) => {
    const edited = (requirement?: object) =>
      afterEdit((document) => {
        document.setIn(member, schema);
        if (requirement) document.addIn([...input, 'x-requirements'], requirement);
      });
    expect(edited()).toEqual([
      expect.stringContaining(
        'Input/properties/extra: no requirement states anything about it; add one with "about: optional" and ' +
          '"member: extra" to x-requirements of the object that it belongs to (constraint-stated)',
      ),
    ]);
    expect(edited(fact({ about: 'optional', member: 'extra' }))).toEqual([]);
  });

  test('items of no single type are found, of which nothing could be said', () => {
    const list = { type: 'array', items: {}, 'x-requirements': [fact({ keyword: 'type' })] };
    expect(afterEdit((document) => document.setIn(member, list))).toEqual([
      expect.stringContaining(
        'extra/items: no requirement states anything about it; give it a type, and a requirement',
      ),
    ]);
  });

  test('an object that needs a member has those that an example shows', () => {
    const edited = (example: object) =>
      afterEdit((document) => {
        document.setIn(member, {
          type: 'object',
          minProperties: 1,
          'x-requirements': [fact({ id: 'a', keyword: 'type' }), fact({ id: 'b', keyword: 'minProperties' })],
        });
        document.addIn([...input, 'required'], 'extra');
        document.addIn([...input, 'x-requirements'], fact({ keyword: 'required', member: 'extra' }));
        const media = [...completed, 'requestBody', 'content', 'application/x-amz-json-1.0', 'examples'];
        document.setIn(media, { one: { value: { taskToken: 'a', ...example } } });
      });
    expect(edited({ extra: { a: 'x' } })).toEqual([]);
    expect(edited({})).toContainEqual(expect.stringContaining('cannot be made up'));
  });
});

describe('requirements in a place where nobody reads them', () => {
  test.each<[string, (string | number)[], object, string]>([
    [
      'a constraint of an operation',
      completed,
      { keyword: 'maxLength' },
      'post/x-requirements/1/keyword: "keyword" belongs on schema objects, not here',
    ],
    [
      'what only operations state',
      input,
      { about: 'closing-event' },
      'Input/x-requirements/2/about: "about: closing-event" belongs on operation objects, not here',
    ],
    [
      'what only errors state',
      input,
      { about: 'closed-task' },
      '/about: "about: closed-task" belongs on the schema of an error (x-error), not here',
    ],
    [
      'what only the document states',
      input,
      { about: 'event-ids' },
      '/about: "about: event-ids" belongs on document objects, not here',
    ],
    [
      'an optional member that there is not',
      input,
      { about: 'optional', member: 'reslt' },
      '/x-requirements/2/member: there is no member "reslt"; did you mean "result"?',
    ],
    [
      'an optional member that is required',
      input,
      { about: 'optional', member: 'taskToken' },
      '/x-requirements/2/member: "taskToken" is required, and so not optional',
    ],
    [
      'an optional member without its name',
      input,
      { about: 'optional' },
      '"about: optional" needs "member" beside it',
    ],
  ])('%s: found', (_, place, words, message) => {
    expect(afterEdit((document) => document.addIn([...place, 'x-requirements'], fact(words)))).toContainEqual(
      expect.stringContaining(message),
    );
  });
});

describe('values of the task', () => {
  const member = (schema: object) => (document: Document) => {
    document.setIn([...input, 'properties', 'extra'], {
      'x-requirements': [fact({ keyword: 'type' })],
      ...schema,
    });
  };

  test.each<[string, (document: Document) => void, string]>([
    [
      'a truth in a text',
      member({ type: 'string', 'x-value': 'task.cancelRequested' }),
      'extra/x-value: task.cancelRequested does not fit here, for example false: value must be string',
    ],
    [
      'a text in a number',
      member({ type: 'integer', 'x-value': 'task.domain' }),
      'extra/x-value: task.domain does not fit here, for example "billing": value must be integer',
    ],
    [
      'a text in a truth',
      member({ type: 'boolean', 'x-value': 'task.taskToken' }),
      'extra/x-value: task.taskToken does not fit here',
    ],
    [
      'a text that is too long',
      (document) => document.setIn(['components', 'schemas', 'TaskToken', 'maxLength'], 3),
      'TaskToken/x-value: task.taskToken does not fit here',
    ],
    [
      'two tasks in one input',
      (document) =>
        document.setIn([...input, 'properties', 'extra'], { $ref: '#/components/schemas/TaskToken' }),
      'Input/properties/extra: it holds task.taskToken, as taskToken does; leave x-value to one of them',
    ],
    [
      'an attribute that tasks do not have',
      (document) => document.setIn(['x-task-states', 'open', 'attributes'], { activityId: 'task.activtyId' }),
      'x-task-states/open/attributes/activityId: tasks have no "task.activtyId"; did you mean "task.activityId"?',
    ],
    [
      'two states that one event closes',
      (document) => document.setIn(['x-task-states', 'failed', 'closed-by'], 'ActivityTaskCompleted'),
      'x-task-states/failed/closed-by: "ActivityTaskCompleted" closes the state "completed" already',
    ],
  ])('%s: found', (_, edit, message) => {
    expect(afterEdit(edit)).toContainEqual(expect.stringContaining(message));
  });
});

describe('schemas', () => {
  test.each<[string, (document: Document) => void, string]>([
    [
      'a $ref that leads nowhere',
      (document) =>
        document.setIn([...result.slice(0, -1), 'taskToken', '$ref'], '#/components/schemas/TaskTokn'),
      'taskToken/$ref: #/components/schemas/TaskTokn leads nowhere; did you mean "TaskToken"?',
    ],
    [
      'a limit that is no number',
      (document) => document.setIn([...result, 'maxLength'], 'many'),
      'properties/result/maxLength: must be integer, not "many"',
    ],
    [
      'a type that there is not',
      (document) => document.setIn([...result, 'type'], 'text'),
      'properties/result/type: must be equal to one of the allowed values',
    ],
    [
      'a pattern that does not compile',
      (document) => document.setIn([...result, 'pattern'], '[a-z'),
      'properties/result/pattern: "[a-z" is no regular expression: Unterminated character class',
    ],
    [
      'a pattern of a check that does not compile',
      (document) =>
        document.setIn(
          ['components', 'responses', 'Success', 'x-requirements', 1, 'check'],
          [{ header: 'content-length', matches: '(' }],
        ),
      '/check/0/matches: "(" is no regular expression: Unterminated group',
    ],
  ])('%s is found', (_, edit, message) => {
    expect(afterEdit(edit)).toContainEqual(expect.stringContaining(message));
  });
});

describe('responses', () => {
  const success = ['components', 'responses', 'Success', 'x-requirements', 0];

  test('what a member of a success is, is said by its schema and not by a check', () => {
    const check = [{ member: 'count', matches: '^[0-9]+$' }];
    expect(afterEdit((document) => document.setIn([...success, 'check'], check))).toEqual([
      expect.stringContaining(
        'check/0/member: "member" is about errors; what a member of an accepted call\'s answer is, its schema says',
      ),
    ]);
  });

  test('a check on what is no response is found', () => {
    expect(afterEdit((document) => document.setIn([...requirement, 'check'], [{ status: 200 }]))).toEqual([
      expect.stringContaining(
        'a check is about responses; state it on a response, or at the root of the document',
      ),
    ]);
  });

  test('an answer that cannot be made up is found, with its remedy', () => {
    const answer = ['components', 'responses', 'Success', 'content', 'application/x-amz-json-1.0', 'schema'];
    const schema = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', pattern: '^[0-9]{4}$' } },
    };
    expect(afterEdit((document) => document.setIn(answer, schema))).toContainEqual(
      expect.stringMatching(
        /an answer of RespondActivityTaskCompleted .* cannot be made up .*; add an example that fits/,
      ),
    );
  });

  test('a value of the task in an answer to a request that names none is found', () => {
    const edited = afterEdit((document) => {
      for (const name of ['Completed', 'Canceled']) {
        const path = `/#X-Amz-Target=SimpleWorkflowService.RespondActivityTask${name}`;
        document.deleteIn(['paths', path, 'post', 'x-effect']);
      }
      document.deleteIn(['components', 'schemas', 'TaskToken', 'x-value']);
      document.setIn(['components', 'responses', 'Success', 'content'], {
        'application/x-amz-json-1.0': {
          schema: { type: 'object', properties: { id: { type: 'string', 'x-value': 'task.activityId' } } },
        },
      });
    });
    expect(edited).toContainEqual(expect.stringContaining('answers with a value of a task (x-value)'));
  });
});

describe('the shape of the document', () => {
  const schemas = ['components', 'schemas'];
  const responses = [...completed, 'responses'];

  test.each<[string, (document: Document) => void, string]>([
    [
      'one of another version of OpenAPI',
      (document) => document.set('openapi', '3.2.0'),
      '/openapi: "3.2.0" is not of the form ^3\\.1\\.\\d+$ (what is generated is OpenAPI 3.1)',
    ],
    ['one without info', (document) => document.delete('info'), ': it has no info'],
    [
      'one without a version',
      (document) => document.deleteIn(['info', 'version']),
      '/info: it has no version',
    ],
    [
      'a response that is none',
      (document) => document.setIn([...responses, '200'], true),
      '/post/responses/200: must be object, not true',
    ],
    [
      'a status that is none',
      (document) => document.setIn([...responses, '20O'], { description: 'Fine' }),
      '/post/responses/20O: "20O" is not of the form',
    ],
    [
      'requirements that are no list',
      (document) => document.setIn([...result, 'x-requirements'], { id: 'a' }),
      'properties/result/x-requirements: must be array, not {"id":"a"}',
    ],
    [
      'a member without a schema',
      (document) => document.setIn(result, null),
      '/properties/result: must be object,boolean, not null',
    ],
    [
      'a component that is empty',
      (document) => document.setIn([...schemas, 'Empty'], null),
      '/components/schemas/Empty: must be object, not null',
    ],
    [
      'alternatives that are no list',
      (document) => document.setIn([...result, 'anyOf'], {}),
      'properties/result/anyOf: must be array, not {}',
    ],
    [
      'an operation whose name is none in code',
      (document) => document.setIn([...completed, 'operationId'], 'List.Domains'),
      '/post/operationId: "List.Domains" is not of the form ^[A-Za-z][A-Za-z0-9]*$ (functions and types are named after it)',
    ],
    [
      'a schema whose name is none in code',
      (document) => document.setIn([...schemas, 'ListDomains Input'], { type: 'object' }),
      '/components/schemas/ListDomains Input: "ListDomains Input" is not of the form',
    ],
    [
      'a check of a header that says nothing of it',
      (document) =>
        document.setIn(
          ['components', 'responses', 'Success', 'x-requirements', 1, 'check'],
          [{ header: 'x-amzn-requestid' }],
        ),
      '/check/0: "header" needs "matches" or "distinct" beside it',
    ],
    [
      'a check of nothing in particular',
      (document) =>
        document.setIn(
          ['components', 'responses', 'Success', 'x-requirements', 1, 'check'],
          [{ distinct: true }],
        ),
      '/check/0: "distinct" needs "header" beside it',
    ],
  ])('%s is found', (_, edit, message) => {
    expect(afterEdit(edit)).toContainEqual(expect.stringContaining(message));
  });

  test.each(['readOnly', 'writeOnly'])('%s is a keyword', (keyword) => {
    expect(afterEdit((document) => document.setIn([...result, keyword], true))).toEqual([]);
  });
});

describe('a text that cannot be read', () => {
  test.each<[string, string, string | RegExp]>([
    ['is no YAML', 'openapi: 3.1.0\npaths: [', 'swf.yaml:2:9: it is not YAML: Flow sequence'],
    [
      'has an alias of nothing',
      'openapi: 3.1.0\npaths: *nowhere',
      'swf.yaml:2:8: it is not YAML: there is no anchor &nowhere',
    ],
    [
      'has the name of a prototype',
      'openapi: 3.1.0\npaths:\n  __proto__: {}',
      'swf.yaml:3:3: nothing can have the name __proto__; choose another',
    ],
    ['is no OpenAPI document', 'a: 1', 'swf.yaml:1:1 /: it has no openapi'],
    [
      'is no YAML from some place on',
      'a: "\nb: c\n- d\ne: "f',
      /^swf\.yaml:\d+:\d+: it is not YAML: [^\n]*$/,
    ],
    ['is empty', '', 'swf.yaml:1:1 /: must be object, not null'],
  ])('because it %s is refused with its place', (_, text, message) => {
    expect(() => parseContract(text, 'swf.yaml')).toThrow(message);
  });
});

test('a contract with mistakes is refused with a line for each, with file, line and column', () => {
  const broken = contract.replace('x-case-prefix: completed', 'x-case-prefx: completed');
  const line = broken.split('\n').findIndex((text) => text.includes('x-case-prefx')) + 1;
  expect(() => parseContract(broken, 'swf.yaml')).toThrow(
    `swf.yaml:${line}:7 ${`/paths/${'/#X-Amz-Target=SimpleWorkflowService.RespondActivityTaskCompleted'.replaceAll('/', '~1')}`}/post/x-case-prefx: ` +
      'there is no word x-case-prefx; did you mean "x-case-prefix"?',
  );
});
