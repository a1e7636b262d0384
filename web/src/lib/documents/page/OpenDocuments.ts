import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { Listeners } from '../../signaling/Listeners.ts';
import { placeText } from '../log/samePlace.ts';
import type { SharedDocument } from '../SharedDocument.ts';
import type { DocumentHub } from './DocumentHub.ts';

/** [E-6, P-13] A document goes on as another one. */
export interface Replacement {
  readonly place: DocumentPlace;
  readonly fresh: SharedDocument;
  /** Somebody deleted it for good; else it goes on because something in it counts for nobody. */
  readonly begun: boolean;
  /** Entries of this person that stand in the old one alone. */
  readonly unsent: number;
}

/**
 * The documents of a page, each opened when it is first asked for and open until the page lets go of them. Where
 * one goes on as another, who asks gets the other.
 */
export class OpenDocuments {
  readonly #hub: Pick<DocumentHub, 'open'>;
  readonly #open = new Map<string, SharedDocument>();
  readonly #replaced = new Listeners<Replacement>();

  constructor(hub: Pick<DocumentHub, 'open'>) {
    this.#hub = hub;
  }

  at(place: DocumentPlace): SharedDocument {
    const known = this.known(place);
    if (known !== undefined) return known;
    const opened = this.#hub.open(place);
    this.#keep(place, opened);
    return opened;
  }

  /** Undefined if nobody has asked for it. */
  known(place: DocumentPlace): SharedDocument | undefined {
    return this.#open.get(placeText(place));
  }

  /** The old one can be read until this returns. */
  onReplaced(listen: (replacement: Replacement) => void): () => void {
    return this.#replaced.add(listen);
  }

  close(): void {
    for (const opened of this.#open.values()) opened.close();
  }

  #keep(place: DocumentPlace, document: SharedDocument): void {
    this.#open.set(placeText(place), document);
    document.onReplaced?.((fresh, begun) => {
      const { saveState } = document;
      this.#keep(place, fresh);
      const unsent = 'waiting' in saveState ? saveState.waiting : 0;
      this.#replaced.tell({ place, fresh, begun, unsent });
      document.close();
    });
  }
}
