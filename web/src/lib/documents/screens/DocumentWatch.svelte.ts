import type { DocumentFault, SaveState, SharedDocument } from '../SharedDocument.ts';

/** A document's state as runes. Ends with `close`; the document goes on. */
export class DocumentWatch {
  readonly document: SharedDocument;
  readonly #stop: () => void;
  #saveState = $state.raw<SaveState>({ kind: 'opening' });
  #faults = $state.raw<readonly DocumentFault[]>([]);

  constructor(document: SharedDocument) {
    this.document = document;
    this.#read();
    this.#stop = document.onChange(() => this.#read());
  }

  get saveState(): SaveState {
    return this.#saveState;
  }

  get faults(): readonly DocumentFault[] {
    return this.#faults;
  }

  close(): void {
    this.#stop();
  }

  #read(): void {
    this.#saveState = this.document.saveState;
    this.#faults = this.document.faults;
  }
}
