// Loaded into a process before anything else (node --import): at its end it writes its peak of resident memory, in kB,
// to the file that PEAK_FILE names.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS));
});
