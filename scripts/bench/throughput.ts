// How many calls the mock answers over HTTP, beside the least that could answer and beside Prism, in the same run: the
// ratios say something on any machine, the numbers only on this one.
import { spawn } from 'node:child_process';
import { load } from './measure/load.ts';

export const summary = 'calls per second over HTTP, beside a bare server and Prism';

const root = `${import.meta.dirname}/../..`;

type Subject = { name: string; command: string[]; ready: RegExp; path: string; type: string };

const amzJson = 'application/x-amz-json-1.0';
const subjects: Subject[] = [
  {
    name: 'bare node:http with a validator',
    command: ['scripts/bench/fixtures/bare-server.ts'],
    ready: /(http:\/\/\S+)\n/,
    path: '/',
    type: amzJson,
  },
  {
    name: 'swf-mock',
    command: ['mocks/cli.ts', '--port', '0', '--log', 'silent'],
    ready: /(http:\/\/\S+)\n/,
    path: '/',
    type: amzJson,
  },
  {
    name: 'Prism',
    command: ['node_modules/.bin/prism', 'mock', '--port', '0', 'generated/openapi.per-path.json'],
    ready: /listening on (http:\/\/[\w.:]+)/,
    path: '/RespondActivityTaskCompleted',
    type: 'application/json',
  },
];

export async function run(args: string[]): Promise<number> {
  const seconds = Number(args[0] ?? 3);
  if (!(seconds > 0)) {
    console.error(`throughput: ${args[0]} is not a number of seconds`);
    return 2;
  }
  let bare: number | undefined;
  for (const subject of subjects) {
    const { perSecond, refused } = await measure(subject, seconds);
    bare ??= perSecond;
    const ratio = (perSecond / bare).toFixed(2);
    const remark = refused > 0 ? `  (${refused} refused)` : '';
    console.log(`${subject.name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)} calls/s   ${ratio}${remark}`);
  }
  return 0;
}

async function measure({ command, ready, path, type }: Subject, seconds: number) {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
        const match = ready.exec(output);
        if (match?.[1]) resolve(match[1]);
      });
      child.on('exit', (code) => reject(new Error(`${command[0]} ended with exit code ${code}`)));
    });
    // Every call names a task of its own: a task is completed once.
    const request = (n: number) => {
      const body = JSON.stringify({
        taskToken: `${'A'.repeat(560)}${String(n).padStart(16, '0')}`,
        result: 'done',
      });
      const head = [
        `POST ${path} HTTP/1.1`,
        'Host: localhost',
        'X-Amz-Target: SimpleWorkflowService.RespondActivityTaskCompleted',
        `Content-Type: ${type}`,
        `Content-Length: ${body.length}`,
      ];
      return `${head.join('\r\n')}\r\n\r\n${body}`;
    };
    let n = 0;
    await load(url, () => request(n++), { seconds: Math.min(1, seconds) });
    return await load(url, () => request(n++), { seconds });
  } finally {
    child.kill();
  }
}
