// The Chromium that tests look at pages with: the one that CHROMIUM_PATH or the PATH names.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** What starts Chromium, or why there is none. */
export type FoundChromium = Executable | { missing: string };

export type Executable = { executablePath: string; args: string[] };

/**
 * Finds a Chromium that starts.
 *
 * With REQUIRE_EVERYTHING in the environment its absence is an error: nothing that can run is to be skipped.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<FoundChromium> {
  let why: string;
  try {
    const found = installed(env);
    await (await chromium.launch(found)).close();
    return found;
  } catch (error) {
    why = String((error as Error).message.split('\n')[0]);
  }
  const missing = `no Chromium: ${why}. Install one, or name it in CHROMIUM_PATH`;
  if (env.REQUIRE_EVERYTHING) throw new Error(missing);
  return { missing };
}

/** A started browser, or why there is none. */
export type ChromiumStart = { browser: Browser } | { missing: string };

/** Starts a headless Chromium with a profile of its own; close it after use. */
export async function startChromium(env: NodeJS.ProcessEnv = process.env): Promise<ChromiumStart> {
  const found = await findChromium(env);
  return 'missing' in found ? found : { browser: await chromium.launch(found) };
}

// What a container needs: no sandbox of its own, no shared memory, no calls home.
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

function installed(env: NodeJS.ProcessEnv): Executable {
  if (env.CHROMIUM_PATH) return { executablePath: env.CHROMIUM_PATH, args };
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const executablePath = join(folder, name);
      if (isExecutable(executablePath)) return { executablePath, args };
    }
  }
  throw new Error('none on the PATH');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
