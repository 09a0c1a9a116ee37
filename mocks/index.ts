// Everything for tests of a worker, in one import: the mock for MSW, and the mock on a port. In a bundle for browsers,
// `swf-contract` is `swf-contract/mocks`.
export * from './http/server.ts';
export * from './msw/index.ts';
