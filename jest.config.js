export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/conformance', '<rootDir>/mocks', '<rootDir>/scripts'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
};
