/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { createSubscriber } from 'svelte/reactivity';
import { GroupLog } from '../chat/GroupLog.svelte.ts';
import { Pictures } from '../chat/Pictures.ts';
import { ConsentGate } from '../consent/ConsentGate.ts';
import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { OpenDocuments, type Replacement } from '../documents/page/OpenDocuments.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import type { RosterEntry } from '../documents/page/roster.ts';
import type { SummaryRead } from '../documents/worker/messages.ts';
import type { DocumentPeople, SharedDocument } from '../documents/SharedDocument.ts';
import { newRequestId } from '../e2ee/crypto/random.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { openMeetingStorage } from '../e2ee/storage/IndexedDbStorage.ts';
import type { FileVault } from '../files/FileVault.ts';
import { openFileVault } from '../files/openFileVault.ts';
import { t } from '../i18n/texts.svelte.ts';
import { holdsText } from '../minutes/text/holdsText.ts';
import { listPastInbox } from './listPastInbox.ts';
import { PastRoster } from './PastRoster.svelte.ts';
import { whenOpen } from './whenOpen.ts';

export type PastKind = Exclude<DocumentPlace['kind'], 'notes'>;

export interface PastMeetingOptions {
  readonly host: HostMeeting;
  /** Stands in the roster once this browser has changed something. */
  readonly ownName: string;
  /** Whether members are in it, who look after its inbox. */
  readonly live: boolean;
  readonly now: () => number;
  /** Closed before it had opened. */
  readonly signal: AbortSignal;
  readonly onFailed: () => void;
}

export interface PastSummaryOptions extends Pick<
  PastMeetingOptions,
  'now' | 'signal' | 'onFailed'
> {
  readonly read: SummaryRead;
  /** Whose summary it is. */
  readonly self: ParticipantId;
}

interface Parts {
  readonly hub: DocumentHub;
  readonly self: ParticipantId;
  readonly documents: OpenDocuments;
  readonly files: FileVault;
  readonly mayWrite: boolean;
  /** [G-18] Of a meeting that asks for consent. */
  readonly gate?: ConsentGate;
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
  /** The organizer may; who reads a summary may not. */
  readonly mayWrite: boolean;
  readonly #hub: DocumentHub;
  readonly #documents: OpenDocuments;
  readonly #roster: PastRoster;
  readonly #gate: ConsentGate | undefined;
  readonly #stops: (() => void)[];
  /** What derives from documents draws anew when one goes on as another. */
  readonly #followReplaced = createSubscriber((update) => this.onReplaced(update));

  private constructor(
    { hub, self, documents, files, mayWrite, gate }: Parts,
    { ownName, now }: Pick<PastMeetingOptions, 'ownName' | 'now'>,
  ) {
    this.#hub = hub;
    this.#documents = documents;
    this.files = files;
    this.mayWrite = mayWrite;
    this.pictures = new Pictures(files);
    const proof = gate?.asks === true && { proof: () => hub.hostProof() };
    const own = { self, name: ownName, ...proof };
    const roster = new PastRoster(documents.at(placeOf('roster')), own);
    this.#roster = roster;
    this.#gate = gate;
    this.people = {
      self,
      nameOf: (participantId) => roster.people.get(participantId)?.name ?? t.chat.someone,
      toneOf: (participantId) => roster.toneOf(participantId),
    };
    this.chat = new GroupLog({
      document: documents.at(placeOf('chat')),
      self,
      now,
      newId: (): RequestId => newRequestId(),
      came: () => undefined,
      went: () => undefined,
    });
    for (const kind of WRITABLE) roster.joinOnceWritten(documents.at(placeOf(kind)).doc);
    const flush = (): void => hub.flush();
    addEventListener('pagehide', flush);
    this.#stops = [
      () => removeEventListener('pagehide', flush),
      documents.onReplaced((replacement) => this.#follow(replacement)),
    ];
  }

  /** Resolves when it is known who was there; everything else may still be opening. */
  static async open(options: PastMeetingOptions): Promise<PastMeeting> {
    const { host, live, signal, onFailed } = options;
    const { meetingId } = host;
    const { publicKey } = await (await openMeetingStorage()).participantKey(meetingId);
    const self = await participantIdOf(publicKey);
    const gate = new ConsentGate({ meetingId, self, report: reportError });
    gate.see(host.text.notice);
    const hub = DocumentHub.ofOwner({
      ...{ host, gate, onFailed },
      openWorker: openDocumentWorker,
      openDecoder: openDecodeWorker,
    });
    try {
      const documents = openAll(hub);
      gate.follow(documents.at(placeOf('roster')));
      await whenOpen(documents.at(placeOf('roster')), signal);
      const document = documents.at(placeOf('files'));
      const files = await openFileVault({
        meetingId,
        document,
        headers: () => ({}),
        // Who led is proven by the session's roles, which ended with it. The organizer leads here.
        leads: () => true,
      });
      const past = new PastMeeting({ hub, self, documents, files, mayWrite: true, gate }, options);
      const inbox = { meetingId, hub, document, list: files.list, signal };
      if (!live) listPastInbox(inbox).catch(reportError);
      return past;
    } catch (error) {
      hub.close();
      throw error;
    }
  }

  /** [S-8] The same behind the link of a summary, to read. */
  static async openSummary(options: PastSummaryOptions): Promise<PastMeeting> {
    const { read, self, now, signal, onFailed } = options;
    const { meetingId, authorization } = read;
    const hub = DocumentHub.ofSummary({
      read,
      openWorker: openDocumentWorker,
      openDecoder: openDecodeWorker,
      onFailed,
    });
    try {
      const documents = openAll(hub);
      await whenOpen(documents.at(placeOf('roster')), signal);
      const document = documents.at(placeOf('files'));
      const headers = (): Readonly<Record<string, string>> => ({ authorization });
      const files = await openFileVault({ meetingId, document, headers, leads: () => true });
      const parts = { hub, self, documents, files, mayWrite: false };
      return new PastMeeting(parts, { ownName: '', now });
    } catch (error) {
      hub.close();
      throw error;
    }
  }

  /** By the names that people gave themselves. */
  get roster(): ReadonlyMap<ParticipantId, RosterEntry> {
    return this.#roster.people;
  }

  /** The colour of somebody of the roster. Of others nothing is known, such as of who agreed to nothing. */
  toneOf(participantId: ParticipantId): number | undefined {
    return this.roster.has(participantId) ? this.people.toneOf(participantId) : undefined;
  }

  shared(kind: PastKind): SharedDocument {
    this.#followReplaced();
    return this.#documents.at(placeOf(kind));
  }

  /**
   * [V-20] The organizer's own private notes in which something stands, one document for each browser that was in the
   * meeting, this one's first. Throws a RefusedError without an answer.
   */
  async ownNotes(signal?: AbortSignal): Promise<readonly DocumentPlace[]> {
    const places = await this.#hub.ownNotes();
    const opened = places.map((place) => ({ place, document: this.#documents.at(place) }));
    await Promise.all(opened.map(({ document }) => whenOpen(document, signal)));
    const isOwn = ({ owner }: DocumentPlace): number => Number(owner === this.people.self);
    return opened
      .filter(({ document }) => holdsText(document.doc))
      .map(({ place }) => place)
      .toSorted((a, b) => isOwn(b) - isOwn(a));
  }

  notes(place: DocumentPlace): SharedDocument {
    this.#followReplaced();
    return this.#documents.at(place);
  }

  /** Hears when a document goes on as another one. Returns the way to stop. */
  onReplaced(listen: (replacement: Replacement) => void): () => void {
    return this.#documents.onReplaced(listen);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#roster.close();
    this.#gate?.close();
    this.chat.close();
    this.pictures.close();
    this.files.close();
    this.#documents.close();
    this.#hub.flush();
    this.#hub.close();
  }

  #follow({ place: { kind }, fresh }: Replacement): void {
    if (kind === 'chat') this.chat.follow(fresh);
    if (kind === 'files') this.files.list.follow(fresh);
    if (kind === 'roster') {
      this.#roster.follow(fresh);
      this.#gate?.follow(fresh);
    }
    if (WRITABLE.some((each) => each === kind)) this.#roster.joinOnceWritten(fresh.doc);
  }
}

function placeOf(kind: PastKind): DocumentPlace {
  return { kind, owner: null };
}

function openAll(hub: DocumentHub): OpenDocuments {
  const documents = new OpenDocuments(hub);
  for (const kind of KINDS) documents.at(placeOf(kind));
  return documents;
}
