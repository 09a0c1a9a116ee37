// Loaded into a process before anything else (node --import): when it ends, it leaves its peak of memory, in kB, in the
// file that PEAK_FILE names.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS));
});
