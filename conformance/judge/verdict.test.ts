import { describe, expect, test } from '@jest/globals';
import { type Case, caseOf, readCorpus } from '../cases/corpus.ts';
import type { Answer } from '../exchange/exchange.ts';
import {
  accepted,
  noAnswer,
  response,
  sent,
  unknownResource,
  validationException,
} from '../fixtures/sent.ts';
import type { Observation } from './observation.ts';
import { type ControlSeen, type Judgement, judge, type Verdict } from './verdict.ts';

const corpus = readCorpus();

const tooLong = validationException(
  "1 validation error detected: Value '…' at 'result' failed to satisfy constraint: Member must have length less than or equal to 32768",
);
const invalidToken = validationException('Invalid token');
const throttling = response(400, { __type: 'ThrottlingException', message: 'Rate exceeded' });
const unknownKey = response(400, { __type: 'UnrecognizedClientException' });
const serverError = response(500, { __type: 'InternalFailure' });
const page = response(404, '<html>Not Found</html>');

const seen = (answer: Answer): Observation => ({ kind: 'sent', given: [], sent: sent(answer) });
const untested: Observation = {
  kind: 'untested',
  reason: 'it needs an open task',
  hint: 'use --arrange swf',
};
const broken: Observation = { kind: 'error', reason: 'the task token command ended with 1' };
const stopped: Observation = {
  kind: 'given-failed',
  given: [sent(page, '{}', 'the task is closed by RespondActivityTaskCompleted')],
};

const passes: Judgement = { verdict: 'passed', reason: '' };

/** Judges a case of the corpus by its answer and that of its control. */
function judged(id: string, own: Answer | Observation, control?: Answer | Observation, controlsOwn = passes) {
  const subject = caseOf(corpus, id);
  return judge(subject, observed(own), control && controlSeen(subject, observed(control), controlsOwn));
}

function observed(from: Answer | Observation): Observation {
  return from.kind === 'response' || from.kind === 'failure' ? seen(from) : from;
}

function controlSeen(subject: Case, observation: Observation, own: Judgement): ControlSeen {
  return { case: caseOf(corpus, subject.expect.control?.case as string), observation, judge: () => own };
}

describe('what was not sent', () => {
  test('is untested, with the option that would enable it', () => {
    expect(judged('completed/operation/accepted', untested)).toEqual({
      verdict: 'untested',
      reason: 'it needs an open task',
      hint: 'use --arrange swf',
    });
  });

  test('is an error where the arranging broke', () => {
    expect(judged('completed/operation/accepted', broken).verdict).toBe('error');
  });

  test('is inconclusive where a step before it went wrong, which is named', () => {
    const { verdict, reason } = judged('completed/lifecycle/after-completed', stopped);
    expect(verdict).toBe('inconclusive');
    expect(reason).toContain('the task is closed by RespondActivityTaskCompleted');
    expect(reason).toContain('404');
  });
});

describe('a call that is to be accepted', () => {
  test.each<[string, Answer, Verdict]>([
    ['accepted', accepted, 'passed'],
    ['refused', tooLong, 'failed'],
    ['refused as unknown', unknownResource, 'failed'],
    ['answered by a page', page, 'failed'],
    ['met by a failing server', serverError, 'failed'],
    ['not answered', noAnswer('timeout'), 'failed'],
    ['throttled', throttling, 'inconclusive'],
    ['refused for its credentials', unknownKey, 'failed'],
  ])('%s', (_, answer, verdict) => {
    expect(judged('completed/result/length-32768', answer).verdict).toBe(verdict);
  });

  test('a refusal of the credentials says which option gives others', () => {
    expect(judged('completed/operation/accepted', unknownKey).hint).toContain('--credentials env');
  });

  test('throttling says which option makes it rarer', () => {
    expect(judged('completed/operation/accepted', throttling).hint).toContain('--concurrency');
  });

  test('an answer that comes too late says which option gives it longer', () => {
    expect(judged('completed/operation/accepted', noAnswer('timeout')).hint).toContain('--timeout');
    expect(judged('completed/operation/accepted', noAnswer('reset')).hint).toBeUndefined();
  });

  test('the printed sample, which nobody can sign today, decides nothing where signatures are checked', () => {
    expect(judged('completed/sample/as-printed', unknownKey, unknownResource).verdict).toBe('inconclusive');
  });
});

describe('a call that is to be refused, beside its nearest neighbour that is not', () => {
  test.each<[string, Answer, Answer, Verdict]>([
    ['refused, the neighbour accepted', tooLong, accepted, 'passed'],
    ['refused, the neighbour for another reason', tooLong, unknownResource, 'passed'],
    ['both refused alike', invalidToken, invalidToken, 'inconclusive'],
    [
      'both refused alike, for a reason that is right for both',
      unknownResource,
      unknownResource,
      'inconclusive',
    ],
    ['accepted', accepted, accepted, 'failed'],
    ['refused for another reason, the neighbour accepted', unknownResource, accepted, 'failed'],
    ['met by a failing server', serverError, accepted, 'failed'],
    ['both met by a failing server', serverError, serverError, 'failed'],
    ['both answered by the same page', page, page, 'failed'],
    ['not answered', noAnswer(), noAnswer(), 'failed'],
    ['refused, the neighbour not answered', tooLong, noAnswer(), 'inconclusive'],
    ['refused, the neighbour throttled', tooLong, throttling, 'inconclusive'],
    ['throttled', throttling, accepted, 'inconclusive'],
    ['both throttled', throttling, throttling, 'inconclusive'],
  ])('%s', (_, own, control, verdict) => {
    expect(judged('completed/result/length-32769', own, control).verdict).toBe(verdict);
  });

  test('what decides nothing names the control and both answers', () => {
    const { reason } = judged('completed/result/length-32769', invalidToken, invalidToken);
    expect(reason).toContain('completed/result/length-32768');
    expect(reason.match(/400 ValidationException: Invalid token/g)).toHaveLength(2);
  });

  test.each<[string, Observation, Verdict]>([
    ['could not be run', untested, 'untested'],
    ['could not be arranged', broken, 'untested'],
    ['was stopped by a step before it', stopped, 'untested'],
  ])('its control %s', (_, control, verdict) => {
    const judgement = judged('completed/result/length-32769', tooLong, control);
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.reason).toContain('completed/result/length-32768');
  });

  test('what would enable the control is said', () => {
    expect(judged('completed/result/length-32769', tooLong, untested).hint).toBe('use --arrange swf');
  });
});

describe('a principal without permission', () => {
  test('is refused by either error', () => {
    const fault = response(400, { __type: 'OperationNotPermittedFault' });
    const exception = response(400, { __type: 'AccessDeniedException' });
    expect(judged('completed/access/denied', fault, accepted).verdict).toBe('passed');
    expect(judged('completed/access/denied', exception, accepted).verdict).toBe('passed');
  });

  test('whom the endpoint does not know at all proves nothing', () => {
    const { verdict, hint } = judged('completed/access/denied', unknownKey, accepted);
    expect(verdict).toBe('inconclusive');
    expect(hint).toContain('--denied-credentials');
  });
});

describe('a token that nobody issued', () => {
  // 1024 characters could be those of an issued token; one character could not.
  const usual = 'completed/taskToken/length-1024';
  const odd = 'completed/taskToken/length-1';
  test.each<[string, string, Answer, Answer, Verdict]>([
    ['accepted', usual, accepted, accepted, 'passed'],
    ['unknown, as the control', usual, unknownResource, unknownResource, 'passed'],
    ['unknown, and the control invalid', usual, unknownResource, invalidToken, 'passed'],
    ['unknown, and the control accepted', usual, unknownResource, accepted, 'failed'],
    ['invalid, as the control', usual, invalidToken, invalidToken, 'passed'],
    ['too long, and the control unknown', usual, tooLong, unknownResource, 'failed'],
    ['too long, and the control accepted', usual, tooLong, accepted, 'failed'],
    ['of odd form and unknown, and the control accepted', odd, unknownResource, accepted, 'passed'],
    ['of odd form and refused, and the control unknown', odd, invalidToken, unknownResource, 'inconclusive'],
    ['of odd form and refused, and the control accepted', odd, invalidToken, accepted, 'failed'],
    ['invalid, and the control not answered', usual, invalidToken, noAnswer(), 'inconclusive'],
    ['invalid, and the control throttled', usual, invalidToken, throttling, 'inconclusive'],
    ['met by a failing server, as the control', usual, serverError, serverError, 'failed'],
  ])('%s', (_, id, own, control, verdict) => {
    expect(judged(id, own, control).verdict).toBe(verdict);
  });

  test('refused as the control is decides nothing where the control itself proves nothing', () => {
    const nothing: Judgement = { verdict: 'inconclusive', reason: '' };
    expect(judged(usual, invalidToken, invalidToken, nothing).verdict).toBe('inconclusive');
  });
});

describe('a status that is asked for', () => {
  const get = 'completed/method/get';
  test.each<[string, Answer, Answer, Verdict]>([
    ['405 with a page', response(405, '<html></html>'), accepted, 'passed'],
    ['400 with an error, the control accepted', invalidToken, accepted, 'passed'],
    ['400, as the control', invalidToken, invalidToken, 'inconclusive'],
    ['200', accepted, accepted, 'failed'],
    ['500', serverError, accepted, 'failed'],
    ['no answer', noAnswer('timeout'), accepted, 'failed'],
    ['throttled', throttling, accepted, 'inconclusive'],
  ])('%s', (_, own, control, verdict) => {
    expect(judged(get, own, control).verdict).toBe(verdict);
  });
});

describe('the closing event', () => {
  const id = 'completed/history/text';
  const text = caseOf(corpus, id).expect.event?.attributes.result as string;
  const closedBy = (eventType: string, attributes: Record<string, unknown>): Observation => ({
    kind: 'sent',
    given: [],
    sent: sent(accepted),
    history: { events: [{ eventType, attributes }] },
  });
  test.each<[string, Observation, Verdict]>([
    ['has the text', closedBy('ActivityTaskCompleted', { result: text, scheduledEventId: 5 }), 'passed'],
    ['has another text', closedBy('ActivityTaskCompleted', { result: text.slice(1) }), 'failed'],
    ['has no text', closedBy('ActivityTaskCompleted', {}), 'failed'],
    ['is of another type', closedBy('ActivityTaskCanceled', { result: text }), 'failed'],
    ['is not there', { kind: 'sent', given: [], sent: sent(accepted), history: { events: [] } }, 'failed'],
    ['is not asked for when the call was refused', seen(unknownResource), 'failed'],
  ])('%s', (_, observation, verdict) => {
    expect(judged(id, observation).verdict).toBe(verdict);
  });

  test('may be anything, and its words are few', () => {
    const depth = 100_000;
    const deep: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    for (const result of [deep, {}, null, 17, 'a'.repeat(1 << 22)]) {
      const { verdict, reason } = judged(id, closedBy('ActivityTaskCompleted', { result }));
      expect(verdict).toBe('failed');
      expect(reason.length).toBeLessThan(3000);
    }
  });
});

describe('a call that was to wait for a task, and is told that there is none', () => {
  const idle: Observation = {
    kind: 'sent',
    given: [],
    sent: { ...sent(accepted), reading: { ...sent(accepted).reading, outcome: 'idle' } },
  };

  test.each<[string, Observation, Verdict]>([
    ['before there is one proves nothing of it', { ...idle, early: true } as Observation, 'inconclusive'],
    ['when there is one has failed', idle, 'failed'],
  ])('%s', (_, observation, verdict) => {
    expect(judged('poll/tasks/scheduled-later', observation)).toMatchObject({ verdict });
  });

  test('was not held, where it had to be', () => {
    const early = { ...idle, early: true } as Observation;
    expect(judged('poll/tasks/none', early)).toMatchObject({ verdict: 'failed' });
  });
});

describe('simultaneous calls', () => {
  const refused = unknownResource;
  const judgedTogether = (own: Answer, ...others: Answer[]) =>
    judged('completed/lifecycle/at-once', {
      kind: 'sent',
      given: [],
      sent: sent(own),
      together: others.map((answer) => sent(answer)),
    });
  test.each<[string, Answer, Answer[], Judgement]>([
    [
      'of which one is accepted',
      refused,
      [accepted, refused],
      {
        verdict: 'passed',
        reason: 'of 3 simultaneous calls, one was accepted and the others were rejected',
      },
    ],
    [
      'of which two are accepted',
      accepted,
      [accepted, refused],
      {
        verdict: 'failed',
        reason:
          'of 3 simultaneous calls, 2 were accepted (RespondActivityTaskCompleted, RespondActivityTaskCompleted), not one',
      },
    ],
    [
      'of which none is accepted',
      refused,
      [refused],
      { verdict: 'failed', reason: 'of 2 simultaneous calls, 0 were accepted, not one' },
    ],
    [
      'of which one gets no right refusal',
      accepted,
      [serverError],
      {
        verdict: 'failed',
        reason:
          'of 2 simultaneous calls, one was accepted, but another got 500 InternalFailure, which is server-error',
      },
    ],
    [
      'of which one is throttled',
      accepted,
      [accepted, throttling],
      {
        verdict: 'inconclusive',
        reason: 'the endpoint throttled one of the calls: 400 ThrottlingException: Rate exceeded',
      },
    ],
  ])('%s', (_, own, others, judgement) => {
    expect(judgedTogether(own, ...others)).toEqual(judgement);
  });
});

describe('two calls on one connection', () => {
  const on = (connection?: { reused: boolean; closes: boolean }): Answer =>
    ({ ...unknownResource, ...(connection && { connection }) }) as Answer;
  const open = { reused: false, closes: false };
  const judgedOn = (first: Answer, second: Answer) =>
    judged('completed/framing/keep-alive', { kind: 'sent', given: [sent(first)], sent: sent(second) });
  test.each<[string, Answer, Answer, Verdict, RegExp]>([
    [
      'kept',
      on(open),
      on({ reused: true, closes: false }),
      'passed',
      /^the request on the same connection got 400/,
    ],
    ['closed, which was not said', on(open), on(open), 'failed', /without announcing it/],
    [
      'closed, as was said',
      on({ reused: false, closes: true }),
      on(open),
      'inconclusive',
      /and announces it$/,
    ],
    [
      'of which nothing is known',
      on(),
      on(open),
      'inconclusive',
      /^the state of the connection is not known$/,
    ],
    ['of which nothing is known later', on(open), on(), 'inconclusive', /^the state of the connection/],
  ])('%s', (_, first, second, verdict, reason) => {
    expect(judgedOn(first, second)).toEqual({ verdict, reason: expect.stringMatching(reason) });
  });

  test('of which the first broke is a failure, and one that was refused before the second proves nothing', () => {
    const stoppedBy = (answer: Answer) =>
      judged('completed/framing/keep-alive', {
        kind: 'given-failed',
        given: [sent(answer, '{}', 'a first call')],
      });
    expect(stoppedBy(noAnswer())).toEqual({
      verdict: 'failed',
      reason: 'a first call got no response (reset: socket hang up)',
    });
    expect(stoppedBy(serverError).verdict).toBe('inconclusive');
    expect(judged('completed/framing/keep-alive', { kind: 'given-failed', given: [] }).reason).toBe(
      'a step before the request failed',
    );
  });
});

describe('a step that is to get another answer than its neighbour', () => {
  const subject = caseOf(corpus, 'completed/taskToken/length-0-checked-first');
  const [neighbour] = subject.given.flatMap(({ differsFrom }) => differsFrom ?? []);
  const judgedBeside = (seenBeside: Observation | undefined, step: Answer = tooLong) =>
    judge(
      subject,
      { kind: 'sent', given: [sent(step, '{}', 'a step')], sent: sent(invalidToken) },
      controlSeen(subject, seen(accepted), passes),
      new Map(seenBeside && neighbour ? [[neighbour, seenBeside]] : []),
    );
  test('lets the case be judged where it does', () => {
    expect(judgedBeside(seen(unknownResource))).toEqual({
      verdict: 'passed',
      reason:
        'the request got 400 ValidationException: Invalid token, and the control completed/operation/known got 200',
    });
  });
  test('proves nothing where both got the same, or the neighbour was not seen', () => {
    const { verdict, reason } = judgedBeside(seen(tooLong));
    expect(verdict).toBe('inconclusive');
    expect(reason).toMatch(
      /^a step got 400 ValidationException: 1 .*, and .* got the same response, so it proves nothing$/,
    );
    for (const each of [undefined, untested]) {
      expect(judgedBeside(each)).toEqual({
        verdict: 'inconclusive',
        reason: `${neighbour} could not be run, so the step before the request proves nothing`,
      });
    }
  });
  test('may get an answer that is never right', () => {
    const never = judge(
      subject,
      { kind: 'sent', given: [sent(tooLong)], sent: sent(unknownResource) },
      controlSeen(subject, seen(unknownResource), passes),
      new Map([[neighbour as string, seen(accepted)]]),
    );
    expect(never.verdict).toBe('failed');
  });
});

describe('a call that is to change nothing', () => {
  const id = 'completed/history/refused-length';
  const after = (answer: Answer, added: number): Observation => ({
    kind: 'sent',
    given: [],
    sent: sent(answer),
    history: { added, events: [{ eventType: 'ActivityTaskStarted', attributes: {} }] },
  });
  test.each<[string, Observation, Verdict]>([
    ['was refused, and nothing was added', after(tooLong, 0), 'passed'],
    ['was refused, and something was added', after(tooLong, 1), 'failed'],
    ['was accepted, which is not what this is about', after(accepted, 1), 'inconclusive'],
  ])('%s', (_, observation, verdict) => {
    expect(judged(id, observation, accepted).verdict).toBe(verdict);
  });
});

describe('a value that breaks no limit, where nothing was prepared', () => {
  const id = 'poll/domain/length-1';
  test.each<[string, Answer, Answer, Verdict]>([
    ['refused for the limit, and the control is not', tooLong, unknownResource, 'failed'],
    ['refused for the limit, as the control is', tooLong, tooLong, 'inconclusive'],
    ['refused for another reason', unknownResource, accepted, 'inconclusive'],
    ['accepted', accepted, accepted, 'passed'],
  ])('%s', (_, own, control, verdict) => {
    expect(judged(id, own, control).verdict).toBe(verdict);
  });
});

describe('the words of a verdict', () => {
  test('name the answers on both sides', () => {
    expect(judged('completed/result/length-32769', tooLong, accepted).reason).toMatch(
      /^the request got 400 ValidationException: 1 validation .*, and the control completed\/result\/length-32768 got 200$/,
    );
    expect(judged('completed/result/length-32769', tooLong, noAnswer()).reason).toMatch(
      /but the control .* got no response \(reset: socket hang up\), so the rejection proves nothing$/,
    );
    expect(judged('completed/operation/accepted', accepted).reason).toBe('the request got 200');
    expect(judged('completed/operation/accepted', noAnswer()).reason).toBe(
      'the request got no response (reset: socket hang up)',
    );
    expect(judged('completed/operation/accepted', throttling).reason).toBe(
      'the endpoint throttled the request: 400 ThrottlingException: Rate exceeded',
    );
    expect(judged('completed/operation/accepted', page).reason).toMatch(
      /^the request got 404: <html>Not Found<\/html>, which is malformed \(.+\)$/,
    );
    expect(judged('completed/method/get', noAnswer(), accepted).reason).toBe(
      'the request got no response (reset: socket hang up)',
    );
  });

  test('say how the task was arranged, and for how many tasks it was asked', () => {
    const arranged: Observation = {
      kind: 'sent',
      given: [],
      sent: sent(unknownResource),
      arranged: 'a task of SWF',
    };
    expect(judged('completed/operation/accepted', arranged).reason).toBe(
      'the request got 400 UnknownResourceFault: Unknown activity, scheduledEventId = 5, which is unknown-resource, for a task of SWF',
    );
    const asked = (answer: Answer, unexpected: number) =>
      judged(
        'completed/lifecycle/after-completed',
        { kind: 'sent', given: [], sent: sent(answer), asked: { tasks: 9, unexpected } },
        accepted,
      ).reason;
    expect(asked(accepted, 2)).toBe(
      '2 of 9 tasks that the run closed did not get the response of a closed task; for the first, the request got 200, which is accepted',
    );
    expect(asked(unknownResource, 0)).toMatch(
      /^the request got 400 UnknownResourceFault.* \(none of the 9 tasks that the run closed was open\)/,
    );
  });

  test('say why the control was not seen', () => {
    const why = (control: Observation) => judged('completed/result/length-32769', tooLong, control).reason;
    expect(why(untested)).toMatch(/could not be run: it needs an open task$/);
    expect(why(broken)).toMatch(/could not be run: the task token command ended with 1$/);
    expect(why(stopped)).toMatch(/could not be run: a step before it got an unexpected response$/);
  });

  test('tell a member that is not as expected, and credentials that cannot be right', () => {
    const own = sent(accepted);
    const observation: Observation = {
      kind: 'sent',
      given: [],
      sent: { ...own, reading: { ...own.reading, otherMember: 'input is "a", not "b"' } },
    };
    expect(judged('poll/tasks/input', observation)).toEqual({
      verdict: 'failed',
      reason: 'the request got 200, and input is "a", not "b"',
    });
    expect(judged('completed/sample/as-printed', unknownKey, unknownResource).reason).toMatch(
      /^the request has the retired signature of the documented sample, and the endpoint rejects it: 400 Unrec/,
    );
    expect(judged('completed/access/denied', unknownKey, accepted).reason).toMatch(
      /^the endpoint does not know the principal that it must deny: 400 Unrec/,
    );
    expect(judged('completed/operation/accepted', unknownKey).reason).toMatch(
      /^the endpoint rejected the credentials: 400 Unrec/,
    );
  });
});
