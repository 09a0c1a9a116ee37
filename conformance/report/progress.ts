// The progress of a run, on a terminal only.
import { Presets, SingleBar } from 'cli-progress';
import type { RunEvent } from '../run.ts';

/** Shows a bar on the stream while a run goes on, when the stream is a terminal; elsewhere it does nothing. */
export function showProgress(stream: NodeJS.WriteStream): { tell(event: RunEvent): void; stop(): void } {
  if (!stream.isTTY) return { tell: () => {}, stop: () => {} };
  const format = '{bar} {value}/{total}  {failed} failed  {id}';
  const bar = new SingleBar(
    { stream, format, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let failed = 0;
  return {
    tell: (event) => {
      if (event.type === 'start') bar.start(event.total, 0, { failed, id: '' });
      if (event.type !== 'result') return;
      if (event.result.verdict === 'failed') failed += 1;
      bar.update(event.done, { failed, id: event.result.id });
    },
    stop: () => bar.stop(),
  };
}
