import { answerTask } from './crypto/answerTask.ts';

// Chunks are sealed and opened off the page; all it decides is in answerTask.

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  answerTask(data).then(
    (answer) => {
      const transfer = answer.bytes instanceof Uint8Array ? [answer.bytes.buffer] : [];
      self.postMessage(answer, { transfer });
    },
    (error: unknown) => self.reportError(error),
  );
});
