// `npm test`: what a change to the mocks, the runner or the contract can break. `npm run test:all` has the rest
// (jest.all.config.js).
export default configOf(['conformance', 'mocks', 'scripts/contract', 'scripts/generate', 'scripts/lint']);

/** The configuration for the tests in some rooms. */
export function configOf(rooms) {
  const common = {
    testEnvironment: 'node',
    roots: rooms.map((room) => `<rootDir>/${room}`),
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': '<rootDir>/scripts/jest/transform.js' },
  };
  // The alias msw2 is MSW 2; whatever imports msw gets it under this name.
  const msw2 = { '^msw$': 'msw2', '^msw/(.*)$': 'msw2/$1' };
  const inNode = '<rootDir>/mocks/msw/handlers.test.ts';
  const inChromium = '<rootDir>/mocks/msw/chromium.test.ts';
  return {
    reporters: ['default', '<rootDir>/scripts/jest/counts.js'],
    maxWorkers: '100%',
    // A bound for tests that hang, not for slow machines.
    testTimeout: 180_000,
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
}
