import type { ParticipantId } from '@conclave/shared/ids';
import type * as Y from 'yjs';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { TEXT_FIELD } from './text/richRules.ts';
import { settingsOf, writingMode } from './text/minutesSettings.ts';

/**
 * Who wrote or deleted although only host and deputies write, or chose who writes. Their browser should not have let them; the edit counts,
 * as its signature is good, so everybody is told whose it is. What was there before is not looked at: it may be from when
 * everybody wrote.
 */
export class Intruders {
  #found = $state.raw<readonly ParticipantId[]>([]);
  readonly #document: SharedDocument;
  readonly #isAllowed: (by: ParticipantId) => boolean;

  constructor(document: SharedDocument, isAllowed: (by: ParticipantId) => boolean) {
    this.#document = document;
    this.#isAllowed = isAllowed;
    document.doc.on('afterTransaction', this.#look);
  }

  get found(): readonly ParticipantId[] {
    return this.#found;
  }

  close(): void {
    this.#document.doc.off('afterTransaction', this.#look);
  }

  readonly #look = (transaction: Y.Transaction): void => {
    const { doc, changedBy } = this.#document;
    if (changedBy === undefined || transaction.local) return;
    const has = (type: object): boolean =>
      [...transaction.changedParentTypes.keys()].some((changed) => Object.is(changed, type));
    const isText = has(doc.getXmlFragment(TEXT_FIELD)) && writingMode(doc) === 'hosts';
    if (!isText && !has(settingsOf(doc))) return;
    if (this.#isAllowed(changedBy) || this.#found.includes(changedBy)) return;
    this.#found = [...this.#found, changedBy];
  };
}
