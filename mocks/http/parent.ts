// What npx or an npm script started, and a signal to npm does not reach: npm passes it to the shell between, which ends
// and leaves the server running.

/** Whether npm runs nothing but this command, so that without its parent there is nobody who wants it. */
export function isAllThatNpmRuns({ npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): boolean {
  // A script that puts the command into the background, or does more, may well end before the server.
  return /^'?(swf-mock|node mocks\/http\/cli\.ts)(?![\w-])[^&|;\n]*$/.test(script);
}

/** Resolves when the process that started this one is gone; never, where that means nothing. */
export function parentGone(): Promise<void> {
  return new Promise((resolve) => {
    if (!isAllThatNpmRuns(process.env)) return;
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve();
    }, 250);
    timer.unref();
  });
}
