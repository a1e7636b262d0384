import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId, PeerId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { PeerSocket } from '../signaling/PeerSocket.ts';

/** By which of a meeting's links somebody came. */
export interface CameBy {
  readonly kind: LinkKind;
  readonly version: number;
  /** SHA-256 of its join proof, as base64url. */
  readonly proofHash: string;
}

export type PeerState =
  | { readonly at: 'connected' }
  | {
      readonly at: 'door';
      readonly meetingId: MeetingId;
      readonly link: CameBy;
      /** Whose key this connection has proven to hold. */
      readonly participantId: ParticipantId | undefined;
    }
  | {
      readonly at: 'group';
      readonly meetingId: MeetingId;
      readonly link: CameBy;
      readonly participantId: ParticipantId;
      readonly leaf: number;
    }
  | { readonly at: 'closed' };

/** One signaling connection and where it stands. */
export class Peer {
  readonly id: PeerId;
  /** What its proofs sign: they are good for this connection only. */
  readonly challenge: Bytes;
  readonly #socket: PeerSocket;
  #state: PeerState = { at: 'connected' };
  #held: (() => void)[] | undefined;

  constructor(options: { id: PeerId; challenge: Bytes; socket: PeerSocket }) {
    this.id = options.id;
    this.challenge = options.challenge;
    this.#socket = options.socket;
  }

  get state(): PeerState {
    return this.#state;
  }

  get address(): string {
    return this.#socket.address;
  }

  /** Whose key it has proven to hold. */
  get participantId(): ParticipantId | undefined {
    const state = this.#state;
    return state.at === 'door' || state.at === 'group' ? state.participantId : undefined;
  }

  /** It knows a link of a meeting. */
  enters(meetingId: MeetingId, link: CameBy): void {
    this.#state = { at: 'door', meetingId, link, participantId: this.participantId };
  }

  proves(participantId: ParticipantId): void {
    if (this.#state.at === 'door') this.#state = { ...this.#state, participantId };
  }

  /** It is a member of the group. What it is told from now on follows the answer that is due. */
  joins(participantId: ParticipantId, leaf: number): void {
    const state = this.#state;
    if (state.at !== 'door' && state.at !== 'group') return;
    const { meetingId, link } = state;
    this.#state = { at: 'group', meetingId, link, participantId, leaf };
    this.#held ??= [];
  }

  /** Back to the door: it left, was removed, or the session is over. */
  leavesGroup(): void {
    const state = this.#state;
    if (state.at !== 'group') return;
    const { meetingId, link, participantId } = state;
    this.#state = { at: 'door', meetingId, link, participantId };
  }

  notify<N extends NotificationName>(name: N, payload: Notification<N>): void {
    if (this.#state.at === 'closed') return;
    this.#afterAnswer(() => this.#socket.send(name, payload));
  }

  /** Of what waits on a slow line under one key, only the newest is sent. */
  notifyNewest<N extends NotificationName>(key: string, name: N, payload: Notification<N>): void {
    if (this.#state.at === 'closed') return;
    this.#afterAnswer(() => this.#socket.sendNewest(key, name, payload));
  }

  /** An answer went out: what waited for it follows [V-4]. */
  answered(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
  }

  /** Says what there is to say and ends the connection. */
  close(): void {
    this.answered();
    this.#state = { at: 'closed' };
    this.#socket.close();
  }

  #afterAnswer(send: () => void): void {
    if (this.#held) this.#held.push(send);
    else send();
  }
}
