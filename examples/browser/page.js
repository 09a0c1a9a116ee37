// The page under test: completes the task that a person names, through a proxy under /swf/ that signs the call.
import { RespondActivityTaskCompletedCommand, SWFClient } from '@aws-sdk/client-swf';

const client = new SWFClient({
  region: 'us-east-1',
  endpoint: new URL('/swf/', location.href).href,
  credentials: { accessKeyId: 'page', secretAccessKey: 'page' },
});

document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { taskToken, result } = Object.fromEntries(new FormData(event.target));
  const status = document.querySelector('[role=status]');
  try {
    await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }));
    status.textContent = 'The task is completed.';
  } catch (error) {
    status.textContent =
      error.name === 'UnknownResourceFault' ? 'The task is closed already.' : error.message;
  }
});
