import type { Transformer } from './FramePipe.ts';
import { FramePipes } from './FramePipes.ts';
import type { FromFrameWorker } from './messages.ts';

// Seals and opens media frames off the main thread. All it decides is in FramePipes; here are the
// worker's own events, which the DOM's types do not know.

const TICK_MS = 1_000;

const pipes = new FramePipes({
  post: (message: FromFrameWorker) => self.postMessage(message),
  now: () => performance.timeOrigin + performance.now(),
});

self.addEventListener('rtctransform', (event: Event) => {
  if (isTransformEvent(event)) pipes.attach(event.transformer);
});
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => pipes.receive(data));
setInterval(() => pipes.tick(), TICK_MS);
self.postMessage({ op: 'ready' } satisfies FromFrameWorker);

/** RTCTransformEvent (W3C WebRTC Encoded Transform): only the browser can dispatch one. */
function isTransformEvent(event: Event): event is Event & { readonly transformer: Transformer } {
  return 'transformer' in event;
}
