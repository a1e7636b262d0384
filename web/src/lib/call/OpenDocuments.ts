import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { DocumentHub } from '../documents/page/DocumentHub.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';

/** The documents of a call, each opened when it is first asked for and open until the call ends. */
export class OpenDocuments {
  readonly #hub: Pick<DocumentHub, 'open'>;
  readonly #open = new Map<DocumentPlace['kind'], SharedDocument>();

  constructor(hub: Pick<DocumentHub, 'open'>) {
    this.#hub = hub;
  }

  at(place: DocumentPlace): SharedDocument {
    const known = this.#open.get(place.kind);
    if (known !== undefined) return known;
    const opened = this.#hub.open(place);
    this.#open.set(place.kind, opened);
    return opened;
  }

  /** Undefined if nobody has asked for it. */
  known(kind: DocumentPlace['kind']): SharedDocument | undefined {
    return this.#open.get(kind);
  }

  close(): void {
    for (const opened of this.#open.values()) opened.close();
  }
}
