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
