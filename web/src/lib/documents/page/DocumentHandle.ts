import type { ParticipantId } from '@conclave/shared/ids';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DocumentFault, RestorePoint, SaveState, SharedDocument } from '../SharedDocument.ts';

export type HearReplaced = (fresh: SharedDocument, begun: boolean) => void;

/** What all screens of a page have in common. */
type WholeDocument = Required<Omit<SharedDocument, 'close'>>;

/** A document as one screen has it: closing it ends nothing for the others. */
export class DocumentHandle implements SharedDocument {
  readonly #document: WholeDocument;
  readonly #closed: () => void;
  readonly #stop = new Set<() => void>();
  #isClosed = false;

  constructor(document: WholeDocument, closed: () => void) {
    this.#document = document;
    this.#closed = closed;
  }

  get doc(): Y.Doc {
    return this.#document.doc;
  }

  get awareness(): Awareness {
    return this.#document.awareness;
  }

  get saveState(): SaveState {
    return this.#document.saveState;
  }

  get faults(): readonly DocumentFault[] {
    return this.#document.faults;
  }

  get changedBy(): ParticipantId | undefined {
    return this.#document.changedBy;
  }

  onChange(listen: () => void): () => void {
    const stop = this.#document.onChange(listen);
    this.#stop.add(stop);
    return stop;
  }

  authorOf(clientId: number): ParticipantId | undefined {
    return this.#document.authorOf(clientId);
  }

  pointerOf(clientId: number): ParticipantId | undefined {
    return this.#document.pointerOf(clientId);
  }

  restorePoints(): Promise<readonly RestorePoint[]> {
    return this.#document.restorePoints();
  }

  at(position: number): Promise<Y.Doc> {
    return this.#document.at(position);
  }

  beginAnew(state: Uint8Array): Promise<void> {
    return this.#document.beginAnew(state);
  }

  onReplaced(listen: HearReplaced): () => void {
    const stop = this.#document.onReplaced(listen);
    this.#stop.add(stop);
    return stop;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const stop of this.#stop) stop();
    this.#closed();
  }
}
