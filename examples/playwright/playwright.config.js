import { defineConfig } from '@playwright/test';

// Without CHROMIUM_PATH, Playwright starts the browser that `npx playwright install chromium` got.
export default defineConfig({
  use: { launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] } },
});
