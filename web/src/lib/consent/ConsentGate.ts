import { fromBase64Url } from '@conclave/shared/bytes';
import { readNotice, type ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { DocumentKind } from '@conclave/shared/wire/documents';
import type { EntryOrigin } from '../documents/log/LogListener.ts';
import type { EntryGate } from '../documents/page/EntryGate.ts';
import { agreementsOf } from '../documents/page/roster.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { provesHost } from '../e2ee/objects/hostProof.ts';
import { Listeners } from '../signaling/Listeners.ts';

export interface ConsentGateOptions {
  readonly meetingId: MeetingId;
  readonly self: ParticipantId;
  /** Where bugs go: errors that nobody awaits. */
  readonly report: (error: unknown) => void;
}

type Ends = Partial<
  Record<DocumentKind, { readonly generation: number; readonly position: number }>
>;

/** What the card says of writing: nothing is known yet, nothing is asked, or from where on it is. */
type Asked = 'unknown' | 'nothing' | { readonly from: NonNullable<ConsentNotice['asksFrom']> };

/**
 * [G-18] What others wrote is shown once the roster says that they agreed to it. It goes by the signed card, the
 * signed roster and positions in the log alone, so that all who have these show the same; who agreed once is shown
 * for good, so that the order in which the documents come does not matter.
 */
export class ConsentGate implements EntryGate {
  readonly #meetingId: MeetingId;
  readonly #self: ParticipantId;
  readonly #report: (error: unknown) => void;
  readonly #changed = new Listeners<undefined>();
  readonly #agreed = new Set<ParticipantId>();
  /** What was offered as proof of being the host, by whom: each is checked once. */
  readonly #proofs = new Map<ParticipantId, string>();
  #checking = 0;
  #notice: string | undefined;
  #asked: Asked = 'unknown';
  /** The roster is there. */
  #isThere = false;
  /** And what it says is checked: of who prepared the meeting nothing is held back for a moment first. */
  #isRead = false;
  #stop: () => void = () => undefined;

  constructor({ meetingId, self, report }: ConsentGateOptions) {
    this.#meetingId = meetingId;
    this.#self = self;
    this.#report = report;
  }

  get isReady(): boolean {
    return this.#asked === 'nothing' || (this.#asked !== 'unknown' && this.#isRead);
  }

  /** Whether the meeting asks for consent to what is written. */
  get asks(): boolean {
    return typeof this.#asked === 'object';
  }

  /** The newest card came. */
  see(notice: string): void {
    if (notice === this.#notice) return;
    this.#notice = notice;
    this.#asked = askedIn(notice);
    this.#changed.tell(undefined);
  }

  /** Reads a roster, also the one that goes on in place of another. */
  follow(roster: SharedDocument): void {
    this.#stop();
    const agreements = roster.doc.getArray('agreed');
    const read = (): void => this.#read(roster);
    agreements.observe(read);
    const stop = roster.onChange(read);
    this.#stop = () => {
      agreements.unobserve(read);
      stop();
    };
    read();
  }

  /** Whether what somebody writes is shown to everybody. */
  mayWrite(by: ParticipantId): boolean {
    return this.#asked === 'nothing' || (this.#asked !== 'unknown' && this.#agreed.has(by));
  }

  holds(kind: DocumentKind, { by, generation, position }: EntryOrigin): boolean {
    if (by === this.#self || this.mayWrite(by)) return false;
    const ends: Ends = typeof this.#asked === 'object' ? this.#asked.from : {};
    const from = ends[kind];
    if (from === undefined || generation > from.generation) return true;
    return generation === from.generation && position > from.position;
  }

  holdsPointer(_kind: DocumentKind, by: ParticipantId | undefined): boolean {
    if (this.#asked === 'nothing' || by === this.#self) return false;
    return by === undefined || !this.mayWrite(by);
  }

  onChange(listen: () => void): () => void {
    return this.#changed.add(listen);
  }

  close(): void {
    this.#stop();
    this.#stop = () => undefined;
  }

  #read(roster: SharedDocument): void {
    const before = this.#agreed.size;
    this.#isThere ||= roster.saveState.kind !== 'opening';
    const { agreed, claims } = agreementsOf(roster);
    for (const by of agreed) this.#agreed.add(by);
    for (const [by, proof] of claims) this.#check(by, proof).catch(this.#report);
    this.#tellSince(before);
  }

  async #check(by: ParticipantId, proof: string): Promise<void> {
    if (this.#agreed.has(by) || this.#proofs.get(by) === proof) return;
    this.#proofs.set(by, proof);
    this.#checking += 1;
    let isHost = false;
    try {
      isHost = await provesHost(this.#meetingId, by, fromBase64Url(proof));
    } finally {
      this.#checking -= 1;
      const before = this.#agreed.size;
      if (isHost) this.#agreed.add(by);
      this.#tellSince(before);
    }
  }

  #tellSince(agreed: number): void {
    const isRead = this.#isRead || (this.#isThere && this.#checking === 0);
    if (this.#agreed.size === agreed && isRead === this.#isRead) return;
    this.#isRead = isRead;
    this.#changed.tell(undefined);
  }
}

/** A text that this page cannot read asks for everything, from the beginning. */
function askedIn(notice: string): Asked {
  try {
    const read = readNotice(notice);
    if (read?.purposes.includes('archive') !== true) return 'nothing';
    // Whoever agreed in a meeting that is older than this rule has said so in no roster.
    return read.asksFrom === undefined ? 'nothing' : { from: read.asksFrom };
  } catch {
    return { from: {} };
  }
}
