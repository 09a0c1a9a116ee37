const common = {
  testEnvironment: 'node',
  roots: ['clients', 'conformance', 'docs/tests', 'mocks', 'proof', 'scripts', 'site'].map(
    (room) => `<rootDir>/${room}`,
  ),
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest/transform.js' },
};

// The alias msw2 is MSW 2; whatever imports msw gets it under this name.
const msw2 = { '^msw$': 'msw2', '^msw/(.*)$': 'msw2/$1' };
const inNode = '<rootDir>/mocks/msw/handlers.test.ts';
const inChromium = '<rootDir>/mocks/msw/chromium.test.ts';

export default {
  reporters: ['default', '<rootDir>/scripts/jest/counts.js'],
  projects: [
    {
      ...common,
      displayName: 'swf-contract',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [inNode, inChromium],
    },
    { ...common, displayName: 'MSW 3 in Node', testMatch: [inNode], globals: { msw: 'msw' } },
    {
      ...common,
      displayName: 'MSW 2 in Node',
      testMatch: [inNode],
      globals: { msw: 'msw2' },
      moduleNameMapper: msw2,
    },
    { ...common, displayName: 'MSW 3 in Chromium', testMatch: [inChromium], globals: { msw: 'msw' } },
    { ...common, displayName: 'MSW 2 in Chromium', testMatch: [inChromium], globals: { msw: 'msw2' } },
  ],
};
