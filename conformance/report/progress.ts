// Shows the progress of a run, on a terminal only.
import type { RunEvent } from '../run/run.ts';

/** Shows a progress bar during a run if the stream is a terminal; otherwise does nothing. */
export async function showProgress(
  stream: NodeJS.WriteStream,
): Promise<{ tell(event: RunEvent): void; stop(): void }> {
  if (!stream.isTTY) return { tell: () => {}, stop: () => {} };
  const { Presets, SingleBar } = await import('cli-progress');
  const format = '{bar} {value}/{total}  {failed} failed  {id}';
  const bar = new SingleBar(
    { stream, format, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const failed = new Set<string>();
  const step = (id: string, verdict: string) => {
    if (verdict === 'failed') failed.add(id);
    bar.increment({ failed: failed.size, id });
  };
  return {
    tell: (event) => {
      if (event.type === 'start') bar.start(event.steps, 0, { failed: 0, id: '' });
      if (event.type === 'repetition') step(event.id, event.verdict);
      if (event.type === 'result') step(event.result.id, event.result.verdict);
    },
    stop: () => bar.stop(),
  };
}
