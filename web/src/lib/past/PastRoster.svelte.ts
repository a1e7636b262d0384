import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import type * as Y from 'yjs';
import {
  joinRoster,
  rosterOf,
  showHost,
  toneOf,
  type RosterEntry,
} from '../documents/page/roster.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { hueOfTone } from '../ui/personTone.ts';

interface OwnEntry {
  readonly self: ParticipantId;
  readonly name: string;
  /** Of who leads, where the meeting asks for consent. */
  readonly proof?: () => Promise<Bytes>;
}

/** Who was in a past meeting. Whoever looks leaves no trace; whoever changes something stands in it by name. */
export class PastRoster {
  readonly #own: OwnEntry;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced, never changed
  #people = $state.raw<ReadonlyMap<ParticipantId, RosterEntry>>(new Map());
  #document: SharedDocument;
  #stop: () => void;
  #hasWritten = false;

  constructor(document: SharedDocument, own: OwnEntry) {
    this.#own = own;
    this.#document = document;
    this.#stop = this.#read(document);
  }

  get people(): ReadonlyMap<ParticipantId, RosterEntry> {
    return this.#people;
  }

  /** The colour that somebody had in the meeting. */
  toneOf(participantId: ParticipantId): number {
    return toneOf(this.#people.get(participantId), participantId);
  }

  /** [E-6] The roster goes on as another document. */
  follow(document: SharedDocument): void {
    this.#stop();
    this.#document = document;
    this.#stop = this.#read(document);
    if (this.#hasWritten) this.#join();
  }

  /** Ends with the document. */
  joinOnceWritten(doc: Y.Doc): void {
    const written = (by: Y.Transaction): void => {
      if (!by.local || by.changed.size === 0) return;
      doc.off('afterTransaction', written);
      this.#hasWritten = true;
      this.#join();
    };
    doc.on('afterTransaction', written);
  }

  close(): void {
    this.#stop();
  }

  #join(): void {
    const { self, name } = this.#own;
    joinRoster(this.#document, self, { name, hue: hueOfTone(this.toneOf(self)) });
    this.#prove().catch(reportError);
  }

  /** [G-18] Nobody asks the organizer here, whose writing is to be shown all the same. */
  async #prove(): Promise<void> {
    const { self, proof } = this.#own;
    const shown = await proof?.();
    if (shown !== undefined) showHost(this.#document, self, shown);
  }

  #read(document: SharedDocument): () => void {
    const read = (): void => void (this.#people = rosterOf(document));
    read();
    document.doc.on('update', read);
    const stop = document.onChange(read);
    return () => {
      document.doc.off('update', read);
      stop();
    };
  }
}
