import { expect, test } from '@jest/globals';
import { evidenceOf } from './evidence.ts';
import { failure, oneOfEach, report, result, written } from './fixtures/reports.ts';
import { formats } from './index.ts';

test('the evidence says what was expected and why, sent, changed, what came, and how to send it again', () => {
  const texts = Object.fromEntries(evidenceOf(failure()).map(({ label, text }) => [label, text]));
  expect(texts).toEqual({
    expected:
      'constraint; a rejection counts only if completed/result/length-32768 gets a different response',
    but: 'the request got 200: {}, which is accepted',
    sent: 'POST http://127.0.0.1:8000/, X-Amz-Target SimpleWorkflowService.RespondActivityTaskCompleted, 32800 bytes: {"taskToken":"AAAA","result":"[a × 32769]"}',
    changed: 'body {"result":"[a × 32769]"} instead of {"result":"[a × 32768]"}',
    control: 'completed/result/length-32768 got 200: {}',
    came: '200, application/x-amz-json-1.0, 2 bytes: {}',
    because:
      'A result has 0 to 32768 characters; a longer one is refused as breaking a constraint. (completed.result.max-length)',
    source: 'Amazon SWF API Reference, RespondActivityTaskCompleted, result, Length Constraints',
    also: 'the body "{}" (success.empty-body)',
    do: 'refuse it',
    first: "curl -sS --data-binary '{}' 'http://127.0.0.1:8000/'   # the task is looked at",
    again: `{ printf '%s' '{"result":"'; yes 'a' | head -n 32769; } | curl -sS 'http://127.0.0.1:8000/'`,
  });
});

test('a control that was not sent is not said to have got an answer', () => {
  const [control] = evidenceOf(failure({ control: { case: 'completed/operation/accepted' } })).filter(
    ({ label }) => label === 'control',
  );
  expect(control?.text).toBe('completed/operation/accepted got no response: it was not sent');
});

test('an answer that never came is said to be none', () => {
  const came = evidenceOf(failure({ response: { failure: 'reset: socket hang up' } })).find(
    ({ label }) => label === 'came',
  );
  expect(came?.text).toBe('no response (reset: socket hang up)');
});

test('a token of hundreds of characters does not fill the line', () => {
  const request = { method: 'POST', url: 'http://a/', headers: [], body: 'A'.repeat(576), bodyBytes: 576 };
  const sent = evidenceOf(result({ request })).find(({ label }) => label === 'sent');
  expect(sent?.text).toBe('POST http://a/, 576 bytes: AAAAAAAAAAAA…[576]');
});

test.each(Object.keys(formats))('the %s report has the evidence of a failure', (format) => {
  // In a terminal the evidence is shown where it fits on the screen.
  const text = written(format, report(format === 'terminal' ? [failure()] : oneOfEach()));
  const parts = [
    'completed/result/length-32769',
    'Length Constraints',
    '32769',
    'application/x-amz-json-1.0',
    'the request got 200',
  ];
  expect(parts.filter((part) => !text.includes(part))).toEqual([]);
});
