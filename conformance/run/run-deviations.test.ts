// What an endpoint may do wrong without a wrong status, error or header: each deviation is seen, by the case that is about
// it, and an endpoint without one passes.
import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { CaseResult } from '../../generated/report-types.ts';
import type { Response } from '../exchange/exchange.ts';
import { closedAfterEach } from '../fixtures/closing.ts';
import { type Deviation, endpointThat, error, unknown } from '../fixtures/endpoint.ts';
import { run } from '../index.ts';

/** The results of some cases. */
async function resultsOf(deviation: Deviation, only: string[]): Promise<Map<string, CaseResult>> {
  const { results } = await run({ ...endpointThat(deviation), only });
  return new Map(results.map((result) => [result.id, result]));
}

async function resultOf(deviation: Deviation, id: string): Promise<CaseResult> {
  return (await resultsOf(deviation, [id])).get(id) as CaseResult;
}

const accepted = () => ({ ...unknown(), status: 200, text: '' }) as Response;

test('an endpoint that does everything right fails nothing', async () => {
  const { results } = await run(endpointThat());
  const open = results.filter(({ verdict }) => verdict !== 'passed');
  expect(open.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)).toEqual([
    'completed/access/denied untested: it needs the credentials of a principal without permission',
    'completed/scope/other-region failed: the request got 200, which is accepted',
    'completed/framing/keep-alive untested: it needs a connection that stays open for several requests, which this exchange does not offer',
    'canceled/access/denied untested: it needs the credentials of a principal without permission',
    'canceled/scope/other-region failed: the request got 200, which is accepted',
    'canceled/framing/keep-alive untested: it needs a connection that stays open for several requests, which this exchange does not offer',
  ]);
});

describe('a text that is not kept as it was sent', () => {
  const bytes = (text: string) => Buffer.from(text, 'utf8');
  test.each<[string, (text: string) => unknown, string]>([
    ['is trimmed', (text) => text.trim(), 'white-space'],
    ['has its spaces collapsed', (text) => text.replace(/ +/g, ' '), 'white-space'],
    ['is normalised', (text) => text.normalize('NFC'), 'not-normalized'],
    ['is decomposed', (text) => text.normalize('NFD'), 'not-normalized'],
    ['is normalised for compatibility', (text) => text.normalize('NFKC'), 'not-normalized'],
    ['is read as JSON and written again', reencoded, 'json'],
    [
      'is unquoted where it is a JSON string',
      (text) => (/^".*"$/.test(text) ? JSON.parse(text) : text),
      'json-string',
    ],
    ['has other line ends', (text) => text.replace(/\r\n/g, '\n'), 'line-ends'],
    ['has CR LF for LF', (text) => text.replace(/\r?\n/g, '\r\n'), 'line-ends'],
    ['is escaped for HTML', (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;'), 'html'],
    ['is unescaped from HTML', (text) => text.replace(/&amp;/g, '&').replace(/&lt;/g, '<'), 'html'],
    ['is decoded as a URL', (text) => text.replace(/%41/g, 'A'), 'percent'],
    ['is decoded as a form', (text) => text.replace(/\+/g, ' '), 'percent'],
    ['loses its byte order mark', (text) => text.replace(/^\ufeff/, ''), 'byte-order-mark'],
    ['loses what nobody sees', (text) => text.replace(/[\u200b\u00ad\u2060]/g, ''), 'invisible'],
    ['loses control characters', (text) => text.replace(/\p{Cc}/gu, ''), 'control-characters'],
    ['ends at NUL', (text) => text.split('\0')[0], 'nul'],
    [
      'is cut at 32768 bytes',
      (text) => bytes(text).subarray(0, 32768).toString('utf8'),
      'result-multi-byte-32767',
    ],
    ['is cut at 32767 characters', (text) => text.slice(0, 32767), 'result-32768'],
    ['is cut at 4096', (text) => text.slice(0, 4096), 'long-text'],
    ['is null where it was empty', (text) => (text === '' ? undefined : text), 'empty'],
  ])('%s', async (_, keeps, what) => {
    expect(await resultOf({ keeps }, `completed/history/${what}`)).toMatchObject({ verdict: 'failed' });
    expect(await resultOf({}, `completed/history/${what}`)).toMatchObject({ verdict: 'passed' });
  });

  test('is told by the place where it differs', async () => {
    const { reason } = await resultOf(
      { keeps: (text) => text.slice(0, 32767) },
      'completed/history/result-32768',
    );
    expect(reason).toBe(
      'the request got 200, and the ActivityTaskCompleted event has result of 32767 characters, not the 32768 that were sent; from character 32768 it is its end, not "a"',
    );
  });

  test('is found by random inputs, too', async () => {
    const { results } = await run({
      ...endpointThat({ keeps: (text) => text.trim() }),
      only: ['completed/operation/accepted'],
      fuzz: { runs: 200, seed: 1 },
    });
    expect(results.find(({ id }) => id === 'completed/fuzz/valid')).toMatchObject({
      verdict: 'failed',
      reason: expect.stringContaining('event has result'),
    });
  });

  function reencoded(text: string): string {
    try {
      return JSON.stringify(JSON.parse(text));
    } catch {
      return text;
    }
  }
});

describe('calls that come at once', () => {
  const at20ms: Deviation = { pause: () => wait(20) };
  test.each(['completed/lifecycle/at-once', 'completed/lifecycle/at-once-with-canceled'])(
    'are all accepted where the check comes 20 ms before the closing (%s)',
    async (id) => {
      for (let time = 0; time < 20; time += 1) {
        expect(await resultOf(at20ms, id)).toMatchObject({
          verdict: 'failed',
          reason: expect.stringContaining('of 8 simultaneous calls, 8 were accepted'),
        });
      }
    },
  );

  test('may be all refused: that is wrong as well', async () => {
    const { verdict, reason } = await resultOf({ answers: () => unknown() }, 'completed/lifecycle/at-once');
    expect([verdict, reason]).toEqual(['failed', 'of 8 simultaneous calls, 0 were accepted, not one']);
  });
});

describe('a task that was closed', () => {
  const open: Deviation['afterCall'] = (tasks) => {
    const closed = tasks.filter((task) => task.closed);
    if (closed.length > 20 && closed[0]) closed[0].closed = false;
  };
  test('is open again when others were closed after it', async () => {
    const results = await resultsOf({ afterCall: open }, ['completed/**']);
    expect(results.get('completed/lifecycle/after-completed')).toMatchObject({ verdict: 'passed' });
    expect(results.get('completed/lifecycle/closed-at-end')).toMatchObject({
      verdict: 'failed',
      reason: expect.stringMatching(
        /^\d+ of \d+ tasks that the run closed did not get the response of a closed task; for the first, /,
      ),
    });
  });

  test('is not one for which a call was accepted that had to be refused', async () => {
    const results = await resultsOf(
      { answers: (input) => (typeof input?.result === 'number' ? accepted() : undefined) },
      ['completed/operation/*', 'completed/result/type-number', 'completed/lifecycle/*'],
    );
    expect(results.get('completed/result/type-number')).toMatchObject({ verdict: 'failed' });
    expect(results.get('completed/lifecycle/closed-at-end')).toMatchObject({ verdict: 'passed' });
  });

  test('is open again after a restart', async () => {
    const afterRestart: Deviation['afterRestart'] = (tasks) => {
      for (const task of tasks) task.closed = false;
    };
    const results = await resultsOf({ afterRestart }, ['completed/operation/*', 'completed/lifecycle/*']);
    expect(results.get('completed/lifecycle/closed-at-end')).toMatchObject({ verdict: 'passed' });
    expect(results.get('completed/lifecycle/closed-after-restart')).toMatchObject({ verdict: 'failed' });
  });

  test('is not asked for after a restart that fails; that is an error of this case', async () => {
    const restart = async () => {
      throw new Error('the restart command ended with 1; it wrote nothing to stderr');
    };
    const { results } = await run({
      ...endpointThat(),
      restart,
      only: ['completed/operation/accepted', 'completed/lifecycle/closed-after-restart'],
    });
    expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['passed', 'the request got 200'],
      ['error', 'the restart command ended with 1; it wrote nothing to stderr'],
    ]);
  });

  test('is closed by a refused call', async () => {
    const closing = (name: string): Deviation => ({
      says(answer, input) {
        closed = typeof input?.[name] !== 'string' && input?.[name] !== undefined ? input.taskToken : closed;
        return answer;
      },
      answers: (_, __, task) => (task && task.token === closed ? unknown() : undefined),
    });
    let closed: unknown;
    expect(await resultOf(closing('result'), 'completed/lifecycle/open-after-refused-type')).toMatchObject({
      verdict: 'failed',
    });
  });

  test('has a trace of a refused call in its history', async () => {
    const deviation: Deviation = {
      answers: (input, _, task) => {
        if (task && typeof input?.result === 'number')
          task.events.push({ eventId: 9, eventType: 'ActivityTaskFailed', attributes: {} });
        return undefined;
      },
    };
    expect(await resultOf(deviation, 'completed/history/refused-type')).toMatchObject({
      verdict: 'failed',
      reason: expect.stringContaining('the call added to the history: ActivityTaskFailed'),
    });
  });
});

describe('a history', () => {
  const changed = (change: (attributes: Record<string, unknown>) => object): Deviation => ({
    records: (events) =>
      events.map((event) =>
        /Completed|Canceled$/.test(event.eventType)
          ? { ...event, attributes: { ...event.attributes, ...change(event.attributes) } }
          : event,
      ),
  });
  test.each<[string, Deviation, string]>([
    [
      'names another scheduled event',
      changed(() => ({ scheduledEventId: 1 })),
      'completed/history/event-ids',
    ],
    ['names no started event', changed(() => ({ startedEventId: undefined })), 'completed/history/event-ids'],
    ['names a text for an id', changed(() => ({ startedEventId: '3' })), 'completed/history/event-ids'],
    [
      'names another request to cancel',
      changed(() => ({ latestCancelRequestedEventId: 2 })),
      'canceled/history/event-ids',
    ],
    [
      'schedules no decision task',
      { records: (events) => events.filter(({ eventType }) => eventType !== 'DecisionTaskScheduled') },
      'completed/history/following-event',
    ],
    [
      'has two closing events',
      {
        records: (events) =>
          events.flatMap((event) => (event.eventType === 'ActivityTaskCompleted' ? [event, event] : [event])),
      },
      'completed/history/later-call',
    ],
  ])('%s', async (_, deviation, id) => {
    expect(await resultOf(deviation, id)).toMatchObject({ verdict: 'failed' });
  });

  test('need not name a request to cancel', async () => {
    const deviation = changed(() => ({ latestCancelRequestedEventId: undefined }));
    expect(await resultOf(deviation, 'canceled/history/event-ids')).toMatchObject({ verdict: 'passed' });
  });
});

describe('a token', () => {
  test.each<[string, NonNullable<Deviation['matches']>, string]>([
    ['is compared without case', (issued, sent) => issued.toLowerCase() === sent.toLowerCase(), 'other-case'],
    ['is trimmed before', (issued, sent) => issued === sent.trimStart(), 'space-before'],
    ['is trimmed behind', (issued, sent) => issued === sent.trimEnd(), 'space-after'],
    ['is found by its beginning', (issued, sent) => issued.startsWith(sent), 'shorter'],
    ['is a beginning of what is found', (issued, sent) => sent.startsWith(issued), 'longer'],
  ])('%s', async (_, matches, what) => {
    expect(await resultOf({ matches }, `completed/token/${what}`)).toMatchObject({ verdict: 'failed' });
    expect(await resultOf({}, `completed/token/${what}`)).toMatchObject({ verdict: 'passed' });
  });

  const lookedUp: Deviation = {
    answers: ({ taskToken = '' } = {}) =>
      taskToken === '' || String(taskToken).length > 1024 ? unknown() : undefined,
  };
  const first: Deviation = { answers: (input, _, task) => (input && !task ? unknown() : undefined) };
  test.each<[string, Deviation, string, string]>([
    ['of a wrong length is looked up where constraints come first', lookedUp, 'failed', 'inconclusive'],
    [
      'is looked up before anything else, so that its length is undecided',
      first,
      'inconclusive',
      'inconclusive',
    ],
    ['is checked', {}, 'passed', 'passed'],
  ])('%s', async (_, deviation, checkedFirst, plain) => {
    const results = await resultsOf(deviation, ['completed/taskToken/length-*']);
    for (const length of ['length-0', 'length-1025']) {
      expect(results.get(`completed/taskToken/${length}-checked-first`)?.verdict).toBe(checkedFirst);
      expect(results.get(`completed/taskToken/${length}`)?.verdict).toBe(plain);
    }
  });

  test('that is missing cannot have been looked up', async () => {
    expect(await resultOf(first, 'completed/taskToken/missing')).toMatchObject({
      verdict: 'failed',
      reason: expect.stringContaining('UnknownResourceFault'),
    });
  });

  test('that is made up is like those that the endpoint issues', async () => {
    const { request } = await resultOf({}, 'completed/operation/known');
    const { taskToken } = JSON.parse(String(request?.body));
    const form = (token: string) => token.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
    const issued = 'dG9rZW4gb2YgdGFzayA-000001aBcDeFgH';
    expect(form(taskToken)).toBe(form(issued));
    expect(taskToken).not.toBe(issued);
  });
});

test.each([
  ['result', 32768],
  ['taskToken', 1024],
])('a limit that an error names is that of the member: %s', async (member, limit) => {
  const deviation: Deviation = {
    answers: (input) =>
      String(input?.[member]).length > limit
        ? error(
            'ValidationException',
            `Value at '${member}' failed: Member must have length less than or equal to 512`,
          )
        : undefined,
  };
  const results = await resultsOf(deviation, [`completed/${member}/*`, 'completed/response/error-limit']);
  expect(results.get(`completed/${member}/length-${limit + 1}`)).toMatchObject({ verdict: 'passed' });
  expect(results.get('completed/response/error-limit')).toMatchObject({
    verdict: 'failed',
    reason: expect.stringContaining(`the limit 512 in its message, but the limit is ${limit}`),
  });
});

test('the case about limits looks at its own request, too', async () => {
  const deviation: Deviation = {
    answers: (input) =>
      input?.taskToken === ''
        ? error('ValidationException', 'Member must have length greater than or equal to 3')
        : undefined,
  };
  const id = 'completed/response/error-limit';
  expect(await resultOf(deviation, id)).toMatchObject({
    verdict: 'failed',
    reason: expect.stringContaining('the limit 3 in its message, but the limit is 1'),
  });
});

describe('a request that is to be refused', () => {
  test.each<[string, Deviation['answers'], string]>([
    [
      'has the target of another service',
      (_, target, task) => (target.includes('NoSuchService') && task ? accepted() : undefined),
      'target/other-service',
    ],
    [
      'has no target',
      (_, target, task) => (target === '' && task ? accepted() : undefined),
      'target/missing',
    ],
  ])('and %s is seen to be accepted, for a task that is open', async (_, answers, what) => {
    expect(await resultOf(answers ? { answers } : {}, `completed/${what}`)).toMatchObject({
      verdict: 'failed',
      outcome: 'accepted',
    });
  });

  test('has a made-up token where no task can be had, and a control that has one too', async () => {
    const { exchange, endpoint } = endpointThat();
    const { results } = await run({
      exchange: exchange as never,
      endpoint,
      only: ['completed/target/unknown'],
    });
    expect(results[0]).toMatchObject({
      verdict: 'passed',
      control: { case: 'completed/operation/known', outcome: 'unknown-resource' },
    });
  });
});

describe('an answer that not every client can read', () => {
  const said = (changed: Partial<Response>): Deviation => ({
    says: (answer) => (answer.kind === 'response' ? { ...answer, ...changed } : answer),
  });
  test.each<[string, Deviation, string]>([
    [
      'is gzip that the request does not accept',
      said({ unrequestedCoding: 'gzip' }),
      'completed/response/response-content-coding',
    ],
    ['is not UTF-8', said({ notUtf8: true }), 'completed/response/response-utf-8'],
    [
      'begins with a byte order mark',
      {
        says: (answer) => (answer.kind === 'response' ? { ...answer, text: `\ufeff${answer.text}` } : answer),
      },
      'completed/response/response-utf-8',
    ],
  ])('%s', async (_, deviation, id) => {
    expect(await resultOf(deviation, id)).toMatchObject({ verdict: 'failed' });
  });

  test('is said why', async () => {
    const deviation: Deviation = {
      says: (answer) =>
        answer.kind === 'response' ? { ...answer, text: answer.text.replace('__type', '__Type') } : answer,
    };
    const { reason } = await resultOf(deviation, 'completed/lifecycle/after-completed');
    expect(reason).toContain('no __type, code or X-Amzn-Errortype; its members are __Type, message');
  });
});

describe('a connection', () => {
  const keep = closedAfterEach();
  const answer = (...headers: string[]) =>
    ['HTTP/1.1 200 OK', 'Content-Length: 0', 'x-amzn-RequestId: 1', ...headers, '', ''].join('\r\n');

  async function keptAlive(respond: (socket: Socket) => void) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        if (String(chunk).includes('POST')) respond(socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    keep(server);
    const { port } = server.address() as { port: number };
    const { results } = await run({
      endpoint: `http://127.0.0.1:${port}`,
      only: ['completed/framing/keep-alive'],
    });
    return results[0] as CaseResult;
  }

  test.each<[string, (socket: Socket) => void, string, string]>([
    [
      'that stays open passes',
      (socket) => socket.write(answer()),
      'passed',
      'the request on the same connection got 200',
    ],
    [
      'whose end is announced decides nothing',
      (socket) => socket.end(answer('Connection: close')),
      'inconclusive',
      'and announces it',
    ],
    [
      'that is closed without a word fails',
      (socket) => socket.end(answer()),
      'failed',
      'without announcing it',
    ],
    [
      'on which more arrives after the response fails',
      (socket) => socket.write(answer() + answer()),
      'failed',
      'unexpected bytes arrived after the end of the response',
    ],
    [
      'on which something unexpected arrives later fails',
      (socket) => {
        socket.write(answer());
        setTimeout(() => socket.write(answer()), 5);
      },
      'failed',
      'unexpected bytes arrived after the previous response',
    ],
  ])('%s', async (_, respond, verdict, reason) => {
    const result = await keptAlive(respond);
    expect(result.reason).toContain(reason);
    expect(result.verdict).toBe(verdict);
  });
});
