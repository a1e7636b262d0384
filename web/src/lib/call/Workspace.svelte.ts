import type { ParticipantId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { Chat, type Arrival } from '../chat/Chat.svelte.ts';
import type { DirectMessages } from '../chat/DirectMessages.svelte.ts';
import type { DocumentHub } from '../documents/page/DocumentHub.ts';
import { joinRoster, rosterOf } from '../documents/page/roster.ts';
import type { DocumentPeople, SharedDocument } from '../documents/SharedDocument.ts';
import type { FileVault } from '../files/FileVault.ts';
import { t } from '../i18n/texts.svelte.ts';
import { personHue } from '../ui/personTone.ts';

/** What can stand on the stage in place of pictures. */
export type StagedDocument = 'board' | 'minutes';

type SharedKind = Exclude<DocumentPlace['kind'], 'notes'>;

export interface WorkspaceOptions {
  readonly hub: DocumentHub;
  readonly files: (files: SharedDocument) => Promise<FileVault>;
  readonly direct: DirectMessages;
  readonly self: ParticipantId;
  /** By what the people in the room call themselves; undefined for who is not here. */
  readonly nameOf: (participantId: ParticipantId) => string | undefined;
  readonly ownName: () => string;
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
  readonly #hub: DocumentHub;
  readonly #arrivals: Set<(arrival: Arrival) => void>;
  readonly #open: Map<DocumentPlace['kind'], SharedDocument>;
  readonly #stops: (() => void)[];
  #staged = $state<StagedDocument | undefined>();

  private constructor(parts: {
    hub: DocumentHub;
    open: Map<DocumentPlace['kind'], SharedDocument>;
    people: DocumentPeople;
    files: FileVault;
    chat: Chat;
    arrivals: Set<(arrival: Arrival) => void>;
    stops: (() => void)[];
  }) {
    this.#hub = parts.hub;
    this.#open = parts.open;
    this.people = parts.people;
    this.files = parts.files;
    this.chat = parts.chat;
    this.#arrivals = parts.arrivals;
    this.#stops = parts.stops;
  }

  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const { hub, self, direct, now } = options;
    const chatDocument = hub.open({ kind: 'chat', owner: null });
    const filesDocument = hub.open({ kind: 'files', owner: null });
    const roster = hub.open({ kind: 'roster', owner: null });
    const files = await options.files(filesDocument);
    const people = peopleOf(options, roster);
    const arrivals = new Set<(arrival: Arrival) => void>();
    const chat = new Chat({
      document: chatDocument,
      people,
      files,
      direct,
      now,
      onArrival: (arrival) => {
        for (const listen of arrivals) listen(arrival);
      },
      zoneOffsetMs: -new Date().getTimezoneOffset() * 60_000,
      manyNew: (count) => t.chat.toast.many({ n: count }),
    });
    const flush = (): void => hub.flush();
    addEventListener('pagehide', flush);
    return new Workspace({
      hub,
      people,
      files,
      chat,
      arrivals,
      open: new Map([
        ['chat', chatDocument],
        ['files', filesDocument],
        ['roster', roster],
      ]),
      stops: [
        keepInRoster(roster, self, options.ownName),
        () => removeEventListener('pagehide', flush),
      ],
    });
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

  /** Hears messages that come while nobody looks at them. Returns the way to stop. */
  onArrival(listen: (arrival: Arrival) => void): () => void {
    this.#arrivals.add(listen);
    return () => this.#arrivals.delete(listen);
  }

  /** One of the meeting's documents. */
  shared(kind: SharedKind): SharedDocument {
    return this.#at({ kind, owner: null });
  }

  /** One's own private notes. */
  get notes(): SharedDocument {
    return this.#at({ kind: 'notes', owner: this.people.self });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.chat.close();
    this.files.close();
    for (const document of this.#open.values()) document.close();
    this.#hub.flush();
    this.#hub.close();
  }

  #at(place: DocumentPlace): SharedDocument {
    const open = this.#open.get(place.kind);
    if (open !== undefined) return open;
    const document = this.#hub.open(place);
    this.#open.set(place.kind, document);
    return document;
  }
}

/** Who is here goes by the name of now, who left by the name in the roster. */
function peopleOf({ self, nameOf }: WorkspaceOptions, roster: SharedDocument): DocumentPeople {
  return {
    self,
    nameOf: (participantId) =>
      nameOf(participantId) ?? rosterOf(roster).get(participantId)?.name ?? t.room.someone,
    hueOf: personHue,
  };
}

/** Writes one's name into the roster once that is open, so that what is kept has names. */
function keepInRoster(
  roster: SharedDocument,
  self: ParticipantId,
  ownName: () => string,
): () => void {
  const join = (): void => {
    const name = ownName();
    if (roster.saveState.kind === 'opening' || name === '') return;
    stop();
    joinRoster(roster, self, { name, hue: personHue(self) });
  };
  const stop = roster.onChange(join);
  join();
  return stop;
}
