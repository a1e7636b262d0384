import type { ParticipantId } from '@conclave/shared/ids';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

/** How a document stands with the server, in the words that the "saved" mark shows. */
export type SaveState =
  /** Still reading the log: nothing may be written yet. */
  | { readonly kind: 'opening' }
  /** Everything that was written here is acknowledged. */
  | { readonly kind: 'saved' }
  /** So many entries are on their way. */
  | { readonly kind: 'saving'; readonly waiting: number }
  /** No connection: what is written is kept in this browser and sent later. */
  | { readonly kind: 'offline'; readonly waiting: number }
  /** The server refused to take more (quota, generation over): what was not taken is kept here and shown. */
  | { readonly kind: 'refused'; readonly waiting: number }
  /** The log is not what it was: nothing of it is taken over any more, the local copy stays. */
  | { readonly kind: 'stopped' };

/** documents.md: what was found wrong. */
export type DocumentFault =
  | {
      readonly kind:
        | 'omitted'
        | 'replayed'
        | 'reordered'
        | 'forked'
        | 'altered'
        | 'foreign'
        | 'rolledBack'
        | 'withheld';
    }
  /** Somebody's entry cannot be read; the rest of the document is not touched by it. */
  | { readonly kind: 'quarantined'; readonly by: ParticipantId | undefined }
  /** [G-18] Somebody writes without having agreed to it, where that is asked for: shown once they agreed. */
  | { readonly kind: 'unconsented'; readonly by: ParticipantId }
  /** Somebody made a checkpoint that is not what the log says, or had no right to make one. */
  | { readonly kind: 'falseCheckpoint'; readonly by: ParticipantId | undefined };

/** Where the document can be taken back to: the log's past, in pieces of some minutes. */
export interface RestorePoint {
  readonly position: number;
  /** ms since 1970, by the server's clock. */
  readonly at: number;
  readonly by: readonly ParticipantId[];
}

/**
 * A document that people write together. Verified, opened and sealed behind this; who uses it sees a
 * Yjs document, which already has what this browser knew, and the others' cursors.
 */
export interface SharedDocument {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly saveState: SaveState;
  readonly faults: readonly DocumentFault[];
  /** Called whenever `saveState` or `faults` changed. Returns the way to stop listening. */
  onChange(listen: () => void): () => void;
  /** Whose a Yjs client id is, as far as the log proves it. */
  authorOf(clientId: number): ParticipantId | undefined;
  /**
   * Whose pointer, caret or typing it is, as far as any document of the meeting proves it: who has written nothing
   * here yet stands in the roster.
   */
  pointerOf?(clientId: number): ParticipantId | undefined;
  /**
   * Whose entry is being applied to `doc`, while it is: for who listens to transactions. Also of deletions, which
   * carry no author in Yjs. Undefined for one's own and for all that was there when the document opened.
   */
  readonly changedBy?: ParticipantId | undefined;
  /** Newest first. */
  restorePoints(): Promise<readonly RestorePoint[]>;
  /** The document as it was there, apart from the living one. */
  at(position: number): Promise<Y.Doc>;
  /**
   * [P-13] Deletes everything there is and was of the document for good, with all its restore points,
   * and begins it anew with a state: a Yjs update (V1), made in a Y.Doc with this one's `clientID`.
   * For who leads; others get a RefusedError, `notAllowed`. Resolves when it is on the server's disk.
   */
  beginAnew?(state: Uint8Array): Promise<void>;
  /**
   * [E-6, P-13] This document goes on as another one: it was begun anew, or something written here counts
   * for nobody. `fresh` takes its place on the screen and is closed by who listens. What stands here and not
   * there is not sent; `saveState` is `refused` with the number of entries, and `doc` can be read for as long as
   * this is open. `begun`: somebody deleted it for good. Called once, at once if it was so before.
   */
  onReplaced?(listen: (fresh: SharedDocument, begun: boolean) => void): () => void;
  close(): void;
}

/** Names and colours of who writes, for cursors, bubbles and lists. */
export interface DocumentPeople {
  readonly self: ParticipantId;
  nameOf(participantId: ParticipantId): string;
  /** Colour, 1 to 7, the same on every screen. */
  toneOf(participantId: ParticipantId): number;
}

/** A file that lies sealed on the server, as documents refer to it. */
export interface FileReference {
  readonly fileId: string;
  readonly name: string;
  /** Media type as the uploader's browser said; never trusted. */
  readonly type: string;
  /** In bytes, before it was sealed. */
  readonly size: number;
}

/** Files for chat, board and editor: images travel as files, never inside a document. */
export interface DocumentFiles {
  /** Throws a RefusedError when there is no room for it. */
  add(
    file: File,
    options?: { onProgress?: (share: number) => void; signal?: AbortSignal },
  ): Promise<FileReference>;
  /** Throws `tooLarge` before anything of it is fetched, if it has more bytes than are asked for at most. */
  open(fileId: string, options?: { readonly maxBytes?: number }): Promise<Blob>;
}
