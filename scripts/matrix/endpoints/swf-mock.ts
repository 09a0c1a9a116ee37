// The mock's core over HTTP, driven through its control API as any other client would.
import { controlTasks } from '../../../conformance/index.ts';
import { serveSwfMock } from '../../../mocks/http/server.ts';
import { version } from '../../../mocks/http/version.ts';
import { access, deniedCredentials, type Endpoint } from './endpoint.ts';

export const swfMock: Endpoint = {
  name: 'swf-mock',
  title: 'swf-mock',
  async open() {
    const { url, close } = await serveSwfMock({ tasks: 'declared', access });
    const tasks = ({ endpoint, timeoutMs }: { endpoint: URL; timeoutMs: number }) =>
      controlTasks(endpoint, timeoutMs);
    return { version: version(), options: { endpoint: url, deniedCredentials, tasks }, close };
  },
};
