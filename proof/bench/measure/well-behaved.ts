// A client that asks for what it may, one call after another, and looks at every answer.
import { completed, talk } from '../../hostile-requests/raw.ts';

export type Client = {
  /** What has happened so far. */
  told(): { answered: number; wrong: string[]; slowest: number };
  /** After the call that is under way. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
};

/** Calls until it is stopped, with some time between the calls, as somebody who has other things to do. */
export function startClient(url: string): Client {
  const wrong: string[] = [];
  let answered = 0;
  let slowest = 0;
  let on = true;
  let calling = keepCalling();

  async function keepCalling(): Promise<void> {
    while (on) {
      const started = performance.now();
      const { answers, ended } = await talk(url, [completed({ taskToken: `well-behaved ${answered}` })], {
        within: 30,
      });
      slowest = Math.max(slowest, performance.now() - started);
      answered += 1;
      const [answer] = answers;
      if (answer?.status !== 200 || answer.body !== '') {
        wrong.push(`a client that behaves got ${answer ? `${answer.status} ${answer.body}` : ended}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const pause = () => {
    on = false;
    return calling;
  };
  return {
    told: () => ({ answered, wrong: [...wrong], slowest }),
    pause,
    resume() {
      on = true;
      calling = keepCalling();
    },
    stop: pause,
  };
}
