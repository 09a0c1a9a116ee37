// The page as the test loads it: first the mock, in a service worker, then the page itself.
import { setupWorker } from 'msw/browser';
import { createSwfMock, noNetwork } from 'swf-contract/mocks';

const swf = createSwfMock({ endpoint: '/swf/' });
await setupWorker(...swf.handlers).start({ ...noNetwork, quiet: true });
window.swf = swf;
await import('./page.js');
document.documentElement.dataset.ready = '';
