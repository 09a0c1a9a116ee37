// Where the examples of requests go. Apart from what makes them, which is loaded by whoever shows one.

/** What an example goes to unless the reader says otherwise. */
export const exampleContext = {
  endpoint: 'http://127.0.0.1:8000/',
  region: 'us-east-1',
  taskToken: 'TASK-TOKEN',
} as const;
