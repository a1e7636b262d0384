import type { ParticipantId } from '@conclave/shared/ids';
import type * as Y from 'yjs';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { TEXT_FIELD } from './text/richRules.ts';
import { writingMode } from './text/minutesSettings.ts';

/**
 * Who inserted text although only host and deputies write. Their browser should not have let them; the edit counts, as its
 * signature is good, so everybody is told whose it is. Deletions carry no author in Yjs and are not seen here.
 */
export class Intruders {
  #found = $state.raw<readonly (ParticipantId | undefined)[]>([]);
  readonly #document: SharedDocument;
  readonly #isAllowed: (by: ParticipantId) => boolean;

  constructor(document: SharedDocument, isAllowed: (by: ParticipantId) => boolean) {
    this.#document = document;
    this.#isAllowed = isAllowed;
    document.doc.on('afterTransaction', this.#look);
  }

  get found(): readonly (ParticipantId | undefined)[] {
    return this.#found;
  }

  close(): void {
    this.#document.doc.off('afterTransaction', this.#look);
  }

  readonly #look = (transaction: Y.Transaction): void => {
    const { doc } = this.#document;
    if (transaction.local || writingMode(doc) === 'everyone') return;
    const text = doc.getXmlFragment(TEXT_FIELD);
    if (![...transaction.changedParentTypes.keys()].some((type) => Object.is(type, text))) return;
    for (const [clientId, clock] of transaction.afterState) {
      if ((transaction.beforeState.get(clientId) ?? 0) >= clock) continue;
      const author = this.#document.authorOf(clientId);
      if (author !== undefined && this.#isAllowed(author)) continue;
      if (!this.#found.includes(author)) this.#found = [...this.#found, author];
    }
  };
}
