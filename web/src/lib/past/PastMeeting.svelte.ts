/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type * as Y from 'yjs';
import { GroupLog } from '../chat/GroupLog.svelte.ts';
import { Pictures } from '../chat/Pictures.ts';
import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import { joinRoster, rosterOf, type RosterEntry } from '../documents/page/roster.ts';
import type { DocumentPeople, SharedDocument } from '../documents/SharedDocument.ts';
import { newRequestId } from '../e2ee/crypto/random.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { openMeetingStorage } from '../e2ee/storage/IndexedDbStorage.ts';
import type { FileVault } from '../files/FileVault.ts';
import { openFileVault } from '../files/openFileVault.ts';
import { t } from '../i18n/texts.svelte.ts';
import { personHue } from '../ui/personTone.ts';
import { whenOpen } from './whenOpen.ts';

export type PastKind = Exclude<DocumentPlace['kind'], 'notes'>;

export interface PastMeetingOptions {
  readonly host: HostMeeting;
  /** Stands in the roster once this browser has changed something. */
  readonly ownName: string;
  readonly now: () => number;
  /** Closed before it had opened. */
  readonly signal: AbortSignal;
  readonly onFailed: () => void;
}

interface Parts {
  readonly hub: DocumentHub;
  readonly self: ParticipantId;
  readonly documents: ReadonlyMap<PastKind, SharedDocument>;
  readonly files: FileVault;
}

/** What can be written here; the roster only says who did. */
const WRITABLE = ['minutes', 'agenda', 'board', 'files'] as const;
const KINDS = [...WRITABLE, 'chat', 'roster'] as const satisfies readonly PastKind[];

/** The documents of a meeting, opened with the organizer's vault, with no session. Made and closed with its page. */
export class PastMeeting {
  readonly people: DocumentPeople;
  readonly files: FileVault;
  readonly pictures: Pictures;
  readonly chat: GroupLog;
  readonly #hub: DocumentHub;
  readonly #documents: ReadonlyMap<PastKind, SharedDocument>;
  readonly #stops: (() => void)[];
  #roster = $state.raw<ReadonlyMap<ParticipantId, RosterEntry>>(new Map());

  private constructor(
    { hub, self, documents, files }: Parts,
    { ownName, now }: Pick<PastMeetingOptions, 'ownName' | 'now'>,
  ) {
    this.#hub = hub;
    this.#documents = documents;
    this.files = files;
    this.pictures = new Pictures(files);
    this.people = {
      self,
      nameOf: (participantId) => this.#roster.get(participantId)?.name ?? t.chat.someone,
      hueOf: personHue,
    };
    this.chat = new GroupLog({
      document: this.shared('chat'),
      self,
      now,
      newId: (): RequestId => newRequestId(),
      came: () => undefined,
      went: () => undefined,
    });
    const flush = (): void => hub.flush();
    addEventListener('pagehide', flush);
    this.#stops = [
      () => removeEventListener('pagehide', flush),
      this.#readRoster(),
      ...WRITABLE.map((kind) => this.#signWhatIsWritten(this.shared(kind).doc, ownName)),
    ];
  }

  /** Resolves when it is known who was there; everything else may still be opening. */
  static async open(options: PastMeetingOptions): Promise<PastMeeting> {
    const { host, signal, onFailed } = options;
    const { meetingId } = host;
    const hub = DocumentHub.ofOwner({
      host,
      openWorker: openDocumentWorker,
      openDecoder: openDecodeWorker,
      onFailed,
    });
    try {
      const documents = new Map<PastKind, SharedDocument>(
        KINDS.map((kind) => [kind, hub.open({ kind, owner: null })]),
      );
      const { publicKey } = await (await openMeetingStorage()).participantKey(meetingId);
      const self = await participantIdOf(publicKey);
      const roster = needed(documents, 'roster');
      await whenOpen(roster, signal);
      const files = await openFileVault({
        meetingId,
        document: needed(documents, 'files'),
        headers: () => ({}),
        // Who led is proven by the session's roles, which ended with it. The organizer leads here.
        leads: () => true,
      });
      return new PastMeeting({ hub, self, documents, files }, options);
    } catch (error) {
      hub.close();
      throw error;
    }
  }

  /** By the names that people gave themselves. */
  get roster(): ReadonlyMap<ParticipantId, RosterEntry> {
    return this.#roster;
  }

  shared(kind: PastKind): SharedDocument {
    return needed(this.#documents, kind);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.chat.close();
    this.pictures.close();
    this.files.close();
    for (const document of this.#documents.values()) document.close();
    this.#hub.flush();
    this.#hub.close();
  }

  #readRoster(): () => void {
    const roster = this.shared('roster');
    const read = (): void => void (this.#roster = rosterOf(roster));
    read();
    roster.doc.on('update', read);
    const stop = roster.onChange(read);
    return () => {
      roster.doc.off('update', read);
      stop();
    };
  }

  /** Whoever looks leaves no trace; whoever changes something stands in the roster by name. */
  #signWhatIsWritten(doc: Y.Doc, name: string): () => void {
    const { self } = this.people;
    const written = (by: Y.Transaction): void => {
      if (!by.local || by.changed.size === 0) return;
      doc.off('afterTransaction', written);
      joinRoster(this.shared('roster'), self, { name, hue: personHue(self) });
    };
    doc.on('afterTransaction', written);
    return () => doc.off('afterTransaction', written);
  }
}

function needed(documents: ReadonlyMap<PastKind, SharedDocument>, kind: PastKind): SharedDocument {
  const document = documents.get(kind);
  if (document === undefined) throw new TypeError('all of them are open');
  return document;
}
