// How a script ends: with the exit code that it returns, or, when it fails, with a line that says what was wrong.

/**
 * Runs the main function of a script and sets the exit code of the process. A script that fails ends with 2 for a usage
 * that `parseArgs` refuses, and with `failed` for anything else.
 *
 * @param failed the exit code of a failure; 2, unless given
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
