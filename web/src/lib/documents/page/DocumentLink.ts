import type { Bytes } from '@conclave/shared/bytes';

/** One document of the document worker, as the page reaches it. */
export interface DocumentLink {
  write(update: Bytes): void;
  signal(awareness: Bytes): void;
  /** What is written is kept, but not yet acknowledged: so many entries. */
  readonly waiting: number;
  /** Verified content; before `opened` it is the past. */
  onContent(listen: (update: Bytes) => void): () => void;
  /** Called once everything that the server had is told; at once if that was before. */
  onOpened(listen: () => void): () => void;
  onAwareness(listen: (awareness: Bytes) => void): () => void;
}
