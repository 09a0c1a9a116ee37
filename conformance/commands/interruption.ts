// Ctrl-C and its like, taken once, so that a run can clean up.

/** `signaled` is resolved by the first SIGINT or SIGTERM. The second ends the process, as it does by default. */
export function awaitInterruption(): { signaled: Promise<'interrupted'>; forget(): void } {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let forget = () => {};
  const signaled = new Promise<'interrupted'>((resolve) => {
    const listener = () => {
      forget();
      resolve('interrupted');
    };
    forget = () => {
      for (const signal of signals) process.off(signal, listener);
    };
    for (const signal of signals) process.on(signal, listener);
  });
  return { signaled, forget: () => forget() };
}
