// Try it: sends what the reader writes to a mock inside this page, and shows the answer and what it did to the task.
import type { OperationName } from '../../generated/operations.ts';
import { createMock } from '../../mocks/core/mock.ts';

const form = document.querySelector<HTMLFormElement>('form#try');
if (form) start(form, createMock());

function start(tools: HTMLFormElement, swf: ReturnType<typeof createMock>): void {
  const { operation = '', target = '' } = tools.dataset;
  const field = <Field extends Element>(selector: string) => tools.querySelector<Field>(selector) as Field;
  const examples = field<HTMLSelectElement>('select');
  const body = field<HTMLTextAreaElement>('textarea');
  const answer = field<HTMLElement>('output');
  const putIn = () => {
    body.value = examples.value;
  };
  putIn();
  examples.addEventListener('change', putIn);
  tools.addEventListener('reset', () => {
    swf.reset();
    answer.textContent = '';
    setTimeout(putIn);
  });
  tools.addEventListener('submit', async (event) => {
    event.preventDefault();
    answer.textContent = '';
    answer.textContent = await send(body.value);
  });
  tools.hidden = false;

  async function send(text: string): Promise<string> {
    // A poll would wait for a minute: a task is put where it looks.
    if (operation === ('PollForActivityTask' satisfies OperationName)) scheduleFor(text);
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
    const wire = await swf.answer({ method: 'POST', url: 'http://mock.invalid/', headers, body: text });
    if (wire === 'network-error') return 'The connection broke.';
    const shown = Object.entries(wire.headers).map(([name, value]) => `${name}: ${value}`);
    return [`HTTP ${wire.status}`, ...shown, '', wire.body || '(an empty body)', ...historyAfter()].join(
      '\n',
    );
  }

  function scheduleFor(text: string): void {
    try {
      const { domain, taskList } = JSON.parse(text);
      swf.schedule({ domain, taskList: taskList.name, input: '{"order":17}' });
    } catch {
      // The mock says what is wrong with the call.
    }
  }

  /** The last event of the history of the task that the last call names. */
  function historyAfter(): string[] {
    const { outcome, input } = swf.calls().at(-1) ?? {};
    const { taskToken } = (input ?? {}) as { taskToken?: string };
    if (outcome !== 'accepted' || !taskToken || !swf.hasTask(taskToken)) return [];
    const event = swf.events(taskToken).at(-1);
    return event ? ['', `In the history: event ${event.eventId}, ${event.eventType}`] : [];
  }
}
