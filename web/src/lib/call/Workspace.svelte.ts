import { createSubscriber } from 'svelte/reactivity';
import type { ParticipantId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { Chat, type Arrival } from '../chat/Chat.svelte.ts';
import type { DirectMessages } from '../chat/DirectMessages.svelte.ts';
import type { ConsentGate } from '../consent/ConsentGate.ts';
import type { DocumentHub } from '../documents/page/DocumentHub.ts';
import { OpenDocuments, type Replacement } from '../documents/page/OpenDocuments.ts';
import {
  joinRoster,
  rosterOf,
  toneOf as toneInRoster,
  type Agreement,
} from '../documents/page/roster.ts';
import type { DocumentPeople, SharedDocument } from '../documents/SharedDocument.ts';
import type { FileVault } from '../files/FileVault.ts';
import { InboxDuty } from '../files/inbox/InboxDuty.ts';
import { t } from '../i18n/texts.svelte.ts';
import { holdsText } from '../minutes/text/holdsText.ts';
import type { SummaryDesk } from '../summary/SummaryDesk.svelte.ts';
import { Listeners } from '../signaling/Listeners.ts';
import { hueOfTone, personTone } from '../ui/personTone.ts';
import { keepAgreed } from './keepAgreed.svelte.ts';
import { prepareNotesFile } from './notesFile.ts';

/** What can stand on the stage in place of pictures. */
export type StagedDocument = 'board' | 'minutes';

/** Longer keeps a host waiting who wants to end; shorter leaves long logs on the server. */
const LET_GO_MS = 3_000;

type SharedKind = Exclude<DocumentPlace['kind'], 'notes'>;

export interface WorkspaceOptions {
  readonly hub: DocumentHub;
  readonly files: (files: SharedDocument) => Promise<FileVault>;
  /** [F-13] Lists what waits in the inbox. */
  readonly inbox: (files: FileVault) => Promise<void>;
  readonly direct: DirectMessages;
  readonly self: ParticipantId;
  /** By what the people in the room call themselves; undefined for who is not here. */
  readonly nameOf: (participantId: ParticipantId) => string | undefined;
  /** The colour of who is here. */
  readonly toneOf: (participantId: ParticipantId) => number | undefined;
  readonly ownName: () => string;
  /** [G-9] Whether this person agreed that what they write is kept, where it is asked for. */
  readonly mayWrite: () => boolean;
  /** [G-18] What of others' writing is shown. The workspace closes it. */
  readonly gate: ConsentGate;
  /** [G-18] What shows the others that this person agreed to that; undefined for nothing. */
  readonly agreement: () => Agreement | undefined;
  readonly now: () => number;
}

/**
 * What people write together during the call. Chat, files and roster are open from the beginning, the others
 * when they are first looked at; all of them stay open until the call ends, so that unread marks go on.
 */
export class Workspace {
  readonly people: DocumentPeople;
  readonly files: FileVault;
  readonly chat: Chat;
  /** [F-13] Whatever visitors hand in while they wait. */
  readonly inbox: InboxDuty;
  /** Set once it is known who asks; the workspace is shown only then. */
  summary: SummaryDesk | undefined;
  readonly #hub: DocumentHub;
  readonly #mayWrite: () => boolean;
  readonly #arrivals: Listeners<Arrival>;
  readonly #documents: OpenDocuments;
  readonly #stops: (() => void)[];
  #staged = $state<StagedDocument | undefined>();
  /** What derives from documents draws anew when one goes on as another. */
  readonly #followReplaced = createSubscriber((update) => this.onReplaced(update));

  private constructor(parts: {
    hub: DocumentHub;
    mayWrite: () => boolean;
    documents: OpenDocuments;
    people: DocumentPeople;
    files: FileVault;
    chat: Chat;
    inbox: InboxDuty;
    arrivals: Listeners<Arrival>;
    stops: (() => void)[];
  }) {
    this.#hub = parts.hub;
    this.#mayWrite = parts.mayWrite;
    this.#documents = parts.documents;
    this.people = parts.people;
    this.files = parts.files;
    this.chat = parts.chat;
    this.inbox = parts.inbox;
    this.#arrivals = parts.arrivals;
    this.#stops = parts.stops;
  }

  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const { hub, direct, gate, now } = options;
    hub.useGate(gate);
    const documents = new OpenDocuments(hub);
    const whole = (kind: SharedKind): SharedDocument => documents.at({ kind, owner: null });
    const files = await options.files(whole('files'));
    const people = peopleOf(options, () => whole('roster'));
    const arrivals = new Listeners<Arrival>();
    const chat = new Chat({
      document: whole('chat'),
      people,
      files,
      direct,
      now,
      onArrival: (arrival) => arrivals.tell(arrival),
      // eslint-disable-next-line no-restricted-globals, svelte/prefer-svelte-reactivity -- asks for the zone, not for the time
      zoneOffsetMs: -new Date().getTimezoneOffset() * 60_000,
      manyNew: (count) => t.chat.toast.many({ n: count }),
    });
    const list = async (): Promise<void> => {
      await opened(whole('files'));
      await options.inbox(files);
    };
    const inbox = new InboxDuty(list, reportError, (by) => gate.mayWrite(by));
    const stopReview = gate.onChange(() => inbox.review());
    const flush = (): void => hub.flush();
    addEventListener('pagehide', flush);
    const join = (roster: SharedDocument): (() => void) => {
      gate.follow(roster);
      const stops = [keepInRoster(roster, options), keepAgreed(roster, options)];
      return () => {
        for (const stop of stops) stop();
      };
    };
    let stopJoining = join(whole('roster'));
    // These are read for as long as the call lasts; whatever else is open is drawn anew.
    documents.onReplaced(({ place: { kind }, fresh }) => {
      if (kind === 'chat') chat.follow(fresh);
      else if (kind === 'files') files.list.follow(fresh);
      else if (kind === 'roster') {
        stopJoining();
        stopJoining = join(fresh);
      }
    });
    return new Workspace({
      hub,
      mayWrite: options.mayWrite,
      people,
      files,
      chat,
      inbox,
      arrivals,
      documents,
      stops: [
        () => stopJoining(),
        () => removeEventListener('pagehide', flush),
        stopReview,
        () => gate.close(),
      ],
    });
  }

  /** Whether this person may write, draw and upload. */
  get mayWrite(): boolean {
    return this.#mayWrite();
  }

  get staged(): StagedDocument | undefined {
    return this.#staged;
  }

  /** Brings a document onto the stage; the one that stands there goes. */
  toggle(document: StagedDocument): void {
    this.#staged = this.#staged === document ? undefined : document;
  }

  clearStage(): void {
    this.#staged = undefined;
  }

  /** Ends with the workspace. */
  onClose(stop: () => void): void {
    this.#stops.push(stop);
  }

  /** Hears messages that come while nobody looks at them. Returns the way to stop. */
  onArrival(listen: (arrival: Arrival) => void): () => void {
    return this.#arrivals.add(listen);
  }

  /** Hears when a document goes on as another one. Returns the way to stop. */
  onReplaced(listen: (replacement: Replacement) => void): () => void {
    return this.#documents.onReplaced(listen);
  }

  /** [P-12] Before the host ends the meeting: says what the server may forget. Does not hold the end up. */
  async letGo(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, LET_GO_MS));
    await Promise.race([this.#hub.letGo().catch(() => undefined), late]);
  }

  /** One of the meeting's documents. */
  shared(kind: SharedKind): SharedDocument {
    this.#followReplaced();
    return this.#documents.at({ kind, owner: null });
  }

  /** What a page before this one left unsent goes out, though nobody looks at it. */
  resume(places: readonly DocumentPlace[]): void {
    for (const { kind, owner } of places) {
      if (kind !== 'notes') this.shared(kind);
      else if (owner === this.people.self) this.openNotes();
    }
  }

  get #notesPlace(): DocumentPlace {
    return { kind: 'notes', owner: this.people.self };
  }

  /** One's own private notes. */
  openNotes(): SharedDocument {
    // Whoever writes notes may want to take them along when the network is gone; tried again then.
    if (this.#documents.known(this.#notesPlace) === undefined)
      prepareNotesFile().catch(() => undefined);
    return this.#documents.at(this.#notesPlace);
  }

  /** One's own notes, if they are open. */
  get notes(): SharedDocument | undefined {
    this.#followReplaced();
    return this.#documents.known(this.#notesPlace);
  }

  /** The same, if something is in them, or may be: who leaves while they are read is asked, too. */
  get writtenNotes(): SharedDocument | undefined {
    const notes = this.#documents.known(this.#notesPlace);
    if (notes === undefined) return undefined;
    return holdsText(notes.doc) || notes.saveState.kind === 'opening' ? notes : undefined;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.inbox.close();
    this.chat.close();
    this.files.close();
    this.#documents.close();
    this.#hub.flush();
    this.#hub.close();
  }
}

/** Who is here goes by the name of now, who left by the name in the roster. */
function peopleOf(
  { self, nameOf, toneOf }: WorkspaceOptions,
  roster: () => SharedDocument,
): DocumentPeople {
  return {
    self,
    nameOf: (participantId) =>
      nameOf(participantId) ?? rosterOf(roster()).get(participantId)?.name ?? t.room.someone,
    toneOf: (participantId) =>
      toneOf(participantId) ?? toneInRoster(rosterOf(roster()).get(participantId), participantId),
  };
}

/** Resolves when a document has been read: before that nothing may be written. */
function opened(document: SharedDocument): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.saveState.kind === 'opening') return;
      stop();
      resolve();
    };
    const stop = document.onChange(look);
    look();
  });
}

/** Writes one's name into the roster once that is open, so that what is kept has names. */
function keepInRoster(
  roster: SharedDocument,
  { self, ownName, toneOf }: WorkspaceOptions,
): () => void {
  const join = (): void => {
    const name = ownName();
    if (roster.saveState.kind === 'opening' || name === '') return;
    stop();
    joinRoster(roster, self, { name, hue: hueOfTone(toneOf(self) ?? personTone(self)) });
  };
  const stop = roster.onChange(join);
  join();
  return stop;
}
