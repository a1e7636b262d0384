/** What the build says when a part that is loaded late cannot be had: its event carries the error. */
const missing = new WeakSet<object>();

/** Notes which failures are parts of the page that are gone: after an update they have other names. */
export function watchParts(target: EventTarget): void {
  target.addEventListener('vite:preloadError', (event) => {
    const error: unknown = 'payload' in event ? event.payload : undefined;
    if (typeof error === 'object' && error !== null) missing.add(error);
  });
}

export function isPartMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && missing.has(error);
}
