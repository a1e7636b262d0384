import type { Line } from './measure.ts';

/** What makes the report is loaded when the room has long been standing: nothing waits for it. */
const LOAD_AFTER_MS = 30_000;

/** Begins to report how the connection is, a while after the room was entered; returns the way to stop. */
export function reportLater(id: string, line: () => Omit<Line, 'userAgent'>): () => void {
  let stopped = false;
  let stop = (): void => undefined;
  const timer = setTimeout(() => {
    import('./reportConnection.ts').then(
      ({ reportConnection }) => {
        if (!stopped) stop = reportConnection(id, line);
      },
      () => undefined, // the server changed meanwhile: it is for support only
    );
  }, LOAD_AFTER_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}
