import { expect, test } from '@playwright/test';
import { serveSwfMock } from 'swf-contract/http';

// The page under test: it reports through a proxy of its own origin, which signs the call.
const page = `<button>Ship</button><output></output><script>
  document.querySelector('button').onclick = async () => {
    const headers = { 'X-Amz-Target': 'SimpleWorkflowService.RespondActivityTaskCompleted' };
    const body = JSON.stringify({ taskToken: location.hash.slice(1), result: 'shipped' });
    const { ok } = await fetch('/swf/', { method: 'POST', headers, body });
    document.querySelector('output').textContent = ok ? 'shipped' : 'closed already';
  };
</script>`;

let served;
test.beforeEach(async ({ context }) => {
  served = await serveSwfMock({ tasks: 'declared' });
  await context.route('http://shop.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: page }),
  );
  await context.route('**/swf/', async (route) =>
    route.fulfill({ response: await route.fetch({ url: served.url }) }),
  );
});
test.afterEach(() => served.close());

test('the page completes its task', async ({ page }) => {
  const { taskToken } = served.swf.openTask();
  await page.goto(`http://shop.test/#${taskToken}`);
  await page.getByRole('button').click();

  await expect(page.getByRole('status')).toHaveText('shipped');
  expect(served.swf.task(taskToken).closedBy).toMatchObject({ result: 'shipped' });
});

test('the page says that its task is closed already', async ({ page }) => {
  const { taskToken } = served.swf.openTask({ startToCloseTimeout: 60 });
  served.swf.advance(61);
  await page.goto(`http://shop.test/#${taskToken}`);
  await page.getByRole('button').click();

  await expect(page.getByRole('status')).toHaveText('closed already');
});
