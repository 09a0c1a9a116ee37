import { describe, expect, test } from '@jest/globals';
import { type Case, caseOf, readCorpus } from '../cases/corpus.ts';
import { type RunContext, randomToken } from '../exchange/context.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { accepted, noAnswer, response, unknownResource, validationException } from '../fixtures/sent.ts';
import type { WireRequest } from '../request/request.ts';
import { testCredentials } from '../request/sign.ts';
import { type TaskSource, TaskUnavailable, type TaskWish } from '../tasks/source.ts';
import { observe } from './observe.ts';

const corpus = readCorpus();

/** What a case is run in: every request is recorded and gets the next of the answers. */
function context(answers: Answer[] = [], changed: Partial<RunContext> = {}) {
  const requests: WireRequest[] = [];
  const exchange: Exchange = async (request) => {
    requests.push(request);
    return answers.shift() ?? accepted;
  };
  const all: RunContext = {
    corpus,
    endpoint: new URL('http://127.0.0.1:8000/'),
    region: 'us-east-1',
    credentials: testCredentials,
    deniedCredentials: undefined,
    timeoutMs: 1000,
    exchange,
    openConnection: () => ({ open: async () => {}, exchange, close: () => {} }),
    newToken: randomToken,
    now: () => new Date('2026-11-20T12:34:56Z'),
    ...changed,
  };
  return { requests, context: all };
}

/** Tasks with the tokens T1, T2, …; `wishes` are those that came. */
function tasks(changed: Partial<TaskSource> = {}) {
  const wishes: TaskWish[] = [];
  const source: TaskSource = {
    issued: true,
    history: true,
    take: async (wish) => {
      wishes.push(wish);
      return { taskToken: `T${wishes.length}` };
    },
    close: async () => {},
    ...changed,
  };
  return { wishes, source };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const bodyOf = (request: WireRequest | undefined) => JSON.parse(Buffer.from(request?.body ?? '').toString());
const credentialOf = (request: WireRequest | undefined) =>
  request?.headers.find(([name]) => name === 'Authorization')?.[1]?.match(/Credential=([^,]+)/)?.[1];

describe('a case that is run', () => {
  test('is not sent with a token that no request could carry', async () => {
    const { source } = tasks({ take: async () => ({ taskToken: 'a'.repeat(1 << 20) }) });
    const { requests, context: run } = context();
    const observation = await observe(caseOf(corpus, 'completed/operation/accepted'), run, source);
    expect(observation).toMatchObject({
      kind: 'error',
      reason: expect.stringContaining('1048576 characters'),
    });
    expect(requests).toEqual([]);
  });

  test('is not sent with a made-up token where the answer has to tell that a cancellation was requested', async () => {
    const { source } = tasks({ issued: false });
    const { requests, context: run } = context();
    const observation = await observe(caseOf(corpus, 'heartbeat/tasks/cancel-requested'), run, source);
    expect(observation).toMatchObject({ kind: 'untested', hint: expect.stringContaining('--arrange') });
    expect(requests).toEqual([]);
  });

  test('keeps of an answer no more than reports show', async () => {
    const { source } = tasks();
    const answer = response(400, { __type: 'n'.repeat(1 << 20), message: 'm'.repeat(1 << 20) });
    const { context: run } = context([answer]);
    const observation = await observe(caseOf(corpus, 'completed/operation/accepted'), run, source);
    expect(JSON.stringify(observation).length).toBeLessThan(1 << 18);
  });

  test('takes a task of its own in the state that it needs, and says what for', async () => {
    const { wishes, source } = tasks();
    const { requests, context: run } = context();
    await observe(caseOf(corpus, 'canceled/lifecycle/after-completed'), run, source);
    expect(wishes).toEqual([
      {
        caseId: 'canceled/lifecycle/after-completed',
        state: 'cancel-requested',
        operations: ['RespondActivityTaskCompleted', 'RespondActivityTaskCanceled'],
      },
    ]);
    expect(requests.map((request) => bodyOf(request).taskToken)).toEqual(['T1', 'T1']);
  });

  test('takes no task when it needs none', async () => {
    const { wishes, source } = tasks();
    await observe(caseOf(corpus, 'completed/operation/known'), context().context, source);
    expect(wishes).toEqual([]);
  });

  test('sends nothing more once a step before the request got another answer than it needs', async () => {
    const { requests, context: run } = context([unknownResource]);
    const seen = await observe(caseOf(corpus, 'completed/lifecycle/after-completed'), run, tasks().source);
    expect(seen.kind).toBe('given-failed');
    expect(requests).toHaveLength(1);
  });

  test('reads the history only after the call was accepted', async () => {
    const event = { eventType: 'ActivityTaskCompleted', attributes: {} };
    let read = 0;
    const { source } = tasks({
      take: async () => ({
        taskToken: 'T',
        history: async () => {
          read += 1;
          return [event];
        },
      }),
    });
    const subject = caseOf(corpus, 'completed/history/text');
    expect(await observe(subject, context([unknownResource]).context, source)).not.toHaveProperty('history');
    expect(read).toBe(0);
    expect(await observe(subject, context().context, source)).toMatchObject({
      history: { events: [event] },
    });
  });
});

describe('the operation that an exchange counts for', () => {
  const operationIn = async (id: string) => {
    const seen = await observe(caseOf(corpus, id), context().context, tasks().source);
    return seen.kind === 'sent' ? seen.sent.operation : seen;
  };

  test.each(['completed/target/short', 'completed/target/long', 'completed/clients/sdk-js'])(
    'is named by the target of %s',
    async (id) => expect(await operationIn(id)).toBe('RespondActivityTaskCompleted'),
  );

  test.each(['completed/target/unknown', 'completed/target/missing', 'completed/method/options'])(
    'is none in %s',
    async (id) => expect(await operationIn(id)).toBeUndefined(),
  );

  test('is none where the target is of another service', async () => {
    expect(await operationIn('completed/target/other-service')).toBeUndefined();
  });

  test.each(['get', 'put', 'delete', 'patch'])('is none where the method is %s', async (method) => {
    expect(await operationIn(`completed/method/${method}`)).toBeUndefined();
  });
});

describe('what keeps a case from being run', () => {
  test.each<[string, string, Partial<RunContext>, Partial<TaskSource>, RegExp]>([
    ['no principal to deny', 'completed/access/denied', {}, {}, /--denied-credentials/],
    ['no signatures', 'completed/access/unknown-key', { credentials: undefined }, {}, /--credentials none/],
    ['no history', 'completed/history/text', {}, { history: false }, /--arrange control\|swf/],
    ['no region', 'completed/scope/other-region', { credentials: undefined }, {}, /--credentials none/],
    ['no issued tokens', 'completed/scope/other-region', {}, { issued: false }, /--arrange control\|swf/],
    ['no second task', 'completed/token/sibling', {}, {}, /--arrange control\|swf/],
    ['no connection', 'completed/framing/keep-alive', { openConnection: undefined }, {}, /--endpoint/],
  ])('%s: untested, with the option that would enable it', async (_, id, changed, source, hint) => {
    const { requests, context: run } = context([], changed);
    const seen = await observe(caseOf(corpus, id), run, tasks(source).source);
    expect(seen).toMatchObject({ kind: 'untested', hint: expect.stringMatching(hint) });
    expect(requests).toEqual([]);
  });

  test('tokens that all stand for open tasks', async () => {
    const anyTokenIsOpen = { reason: 'the mock takes any token', hint: 'start it with --tasks declared' };
    const { source } = tasks({ anyTokenIsOpen });
    const seen = await observe(caseOf(corpus, 'completed/operation/never-issued'), context().context, source);
    expect(seen).toEqual({ kind: 'untested', ...anyTokenIsOpen });
  });

  test('a state that cannot be had', async () => {
    const { source } = tasks({
      take: async () => {
        throw new TaskUnavailable('it cannot be had', 'do this');
      },
    });
    const seen = await observe(caseOf(corpus, 'completed/lifecycle/timed-out'), context().context, source);
    expect(seen).toEqual({ kind: 'untested', reason: 'it cannot be had', hint: 'do this' });
  });

  test('a source that broke is an error, and says how', async () => {
    const { source } = tasks({
      take: async () => {
        throw new Error('the task token command ended with 1; stderr: no such host');
      },
    });
    const seen = await observe(caseOf(corpus, 'completed/operation/accepted'), context().context, source);
    expect(seen).toEqual({
      kind: 'error',
      reason: 'the task token command ended with 1; stderr: no such host',
    });
  });

  test('a request that cannot be sent is an error, and says why', async () => {
    const injected: Case = structuredClone(caseOf(corpus, 'completed/operation/known'));
    injected.request.headers.push(['X-Extra', 'a\r\nb']);
    const { exchange } = await import('../exchange/exchange.ts');
    const seen = await observe(injected, context([], { exchange }).context, tasks().source);
    expect(seen).toMatchObject({ kind: 'error', reason: expect.stringContaining('X-Extra') });
  });
});

describe('who sends a request, and from where', () => {
  const denied = { accessKeyId: 'denied', secretAccessKey: 'x', secret: false };
  test.each<[string, string, string]>([
    ['everybody', 'completed/operation/known', 'test/20261120/us-east-1/swf/aws4_request'],
    ['the principal to deny', 'completed/access/denied', 'denied/20261120/us-east-1/swf/aws4_request'],
    [
      'nobody known',
      'completed/access/unknown-key',
      'AKIAUNKNOWNEXAMPLE00/20261120/us-east-1/swf/aws4_request',
    ],
    [
      'everybody in another region',
      'completed/scope/other-region',
      'test/20261120/eu-west-1/swf/aws4_request',
    ],
  ])('%s', async (_, id, credential) => {
    const { requests, context: run } = context([], { deniedCredentials: denied });
    await observe(caseOf(corpus, id), run, tasks().source);
    expect(credentialOf(requests[0])).toBe(credential);
  });

  test('nobody, where requests are not signed', async () => {
    const { requests, context: run } = context([], { credentials: undefined });
    await observe(caseOf(corpus, 'completed/operation/known'), run, tasks().source);
    expect(credentialOf(requests[0])).toBeUndefined();
  });
});

describe('what is seen never becomes an exception', () => {
  test.each([noAnswer('timeout'), noAnswer('reset'), validationException('x')])('%j', async (answer) => {
    for (const subject of corpus.cases) {
      const { context: run } = context(Array(5).fill(answer));
      await expect(observe(subject, run, tasks().source)).resolves.toBeDefined();
    }
  });
});

test('made-up tokens have the length that is asked for, in the alphabet of base64', () => {
  for (const length of [1, 2, 3, 4, 576, 1023, 1024, 1025]) {
    expect(randomToken(length)).toMatch(new RegExp(`^[A-Za-z0-9+/]{${length}}$`));
  }
});

describe('a call that waits for a task', () => {
  const none = response(200, { taskToken: '' });
  const values = { domain: 'd', taskList: 'l' };

  test.each([
    ['before it was scheduled is early', 'nothing', true],
    ['while it was being scheduled is early', 'asked', true],
    ['after it was scheduled is not', 'done', undefined],
  ] as const)('an answer %s', async (_, after, early) => {
    const reached = { nothing: gate(), asked: gate(), done: gate() };
    reached.nothing.open();
    const answered = gate();
    const schedule = async () => {
      reached.asked.open();
      if (after !== 'done') await answered.opened;
      setImmediate(reached.done.open);
    };
    const { source } = tasks({ take: async () => ({ taskToken: '', values, schedule }) });
    const { context: run } = context([], {
      exchange: async () => {
        await reached[after].opened;
        setImmediate(answered.open);
        return none;
      },
    });
    const observation = await observe(caseOf(corpus, 'poll/tasks/scheduled-later'), run, source);
    expect(observation).toMatchObject({ kind: 'sent', sent: { reading: { outcome: 'idle' } } });
    expect(observation.kind === 'sent' && observation.early).toBe(early);
  });

  test.each([
    ['poll/domain/length-257', 5000],
    ['poll/domain/length-256', 1000],
    ['poll/operation/accepted', 5000],
  ])('%s is answered within %d ms, or not at all', async (id, patience) => {
    const waited: number[] = [];
    const { context: run } = context([], {
      timeoutMs: 5000,
      exchange: async (_, timeoutMs) => {
        waited.push(timeoutMs);
        return none;
      },
    });
    const { source } = tasks({ take: async () => ({ taskToken: '', values }) });
    await observe(caseOf(corpus, id), run, source);
    expect(waited).toEqual([patience]);
  });
});
