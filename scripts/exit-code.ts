// Ends a script with the exit code that it returns or, if it fails, with an error message.

/**
 * Runs the main function of a script and sets the exit code of the process. The exit code is 2 for a usage error from
 * `parseArgs`, and `failed` for any other failure.
 *
 * @param failed the exit code of a failure; default: 2
 * @example if (import.meta.main) await exitWith(main);
 */
export async function exitWith(main: () => Promise<number>, failed = 2): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(message);
    process.exitCode = code?.startsWith('ERR_PARSE_ARGS') ? 2 : failed;
  }
}
