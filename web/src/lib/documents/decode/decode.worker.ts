import { DecodeWorker } from './DecodeWorker.ts';

// Reads what others wrote, without keys. Its first message brings the port to the document worker.

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<unknown>) => {
  if (data !== 'port' || port === undefined) return;
  const worker = new DecodeWorker((message) => port.postMessage(message));
  port.addEventListener('message', (message: MessageEvent<unknown>) =>
    worker.receive(message.data),
  );
  port.start();
});
