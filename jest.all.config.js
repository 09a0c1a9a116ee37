// `npm run test:all`: every test of the project, with clients, browsers, the package and the site.
import { configOf } from './jest.config.js';

export default configOf(['clients', 'conformance', 'docs/tests', 'mocks', 'proof', 'scripts', 'site']);
