import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { DocumentHub } from '../documents/page/DocumentHub.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { Listeners } from '../signaling/Listeners.ts';

type Kind = DocumentPlace['kind'];

/** [E-6, P-13] A document goes on as another one. */
export interface Replacement {
  readonly kind: Kind;
  /** Entries of this person that stand in the old one alone. */
  readonly unsent: number;
}

/**
 * The documents of a call, each opened when it is first asked for and open until the call ends. Where one goes
 * on as another, who asks gets the other.
 */
export class OpenDocuments {
  readonly #hub: Pick<DocumentHub, 'open'>;
  readonly #open = new Map<Kind, SharedDocument>();
  readonly #replaced = new Listeners<Replacement>();

  constructor(hub: Pick<DocumentHub, 'open'>) {
    this.#hub = hub;
  }

  at(place: DocumentPlace): SharedDocument {
    const known = this.#open.get(place.kind);
    if (known !== undefined) return known;
    const opened = this.#hub.open(place);
    this.#keep(place.kind, opened);
    return opened;
  }

  /** Undefined if nobody has asked for it. */
  known(kind: Kind): SharedDocument | undefined {
    return this.#open.get(kind);
  }

  onReplaced(listen: (replacement: Replacement) => void): () => void {
    return this.#replaced.add(listen);
  }

  close(): void {
    for (const opened of this.#open.values()) opened.close();
  }

  #keep(kind: Kind, document: SharedDocument): void {
    this.#open.set(kind, document);
    document.onReplaced?.((fresh) => {
      const { saveState } = document;
      this.#keep(kind, fresh);
      document.close();
      this.#replaced.tell({ kind, unsent: 'waiting' in saveState ? saveState.waiting : 0 });
    });
  }
}
