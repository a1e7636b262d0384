import { Listeners } from '../signaling/Listeners.ts';

// Parts of the page that are loaded late: after an update of the server they have other names, and
// a page that was open all the time asks for files that are gone.

/** What the build says when a part cannot be had: its event carries the error. */
const missing = new WeakSet<object>();
const gone = new Listeners<undefined>();

/** Notes which failures are parts of the page that are gone. */
export function watchParts(target: EventTarget): void {
  target.addEventListener('vite:preloadError', (event) => {
    const error: unknown = 'payload' in event ? event.payload : undefined;
    if (typeof error === 'object' && error !== null) missing.add(error);
  });
}

export function isPartMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && missing.has(error);
}

/** A worker has nobody who waits for it and could catch an error: that its parts are gone is told. */
export function tellPartMissing(): void {
  gone.tell(undefined);
}

/** Hears of workers whose parts are gone. Returns the way to stop. */
export function onPartMissing(listen: () => void): () => void {
  return gone.add(listen);
}

/** Tells of a worker whose own script cannot be had. */
export function watchWorker(worker: EventTarget): void {
  worker.addEventListener('error', (event) => {
    // What a running script throws comes as an ErrorEvent; a script that is not there, as a plain one.
    if (!('message' in event)) tellPartMissing();
  });
}
