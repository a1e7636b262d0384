import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Cancel, Timers } from '../ops/Timers.ts';

export interface TicketRequest {
  readonly peerId: PeerId;
  readonly participantId: ParticipantId;
  readonly recordNumber: number;
  readonly purpose: Params<'takeTicket'>['purpose'];
}

/** How somebody asks for a turn. */
export interface TicketDemand extends TicketRequest {
  /** [V-14] Whether there is a reason for it outside of the group: a letter, a role, an open door. */
  readonly isInvited: boolean;
}

export interface TicketsOptions {
  readonly timers: Timers;
  /** How long a turn lasts now. */
  leaseMs(): number;
  /** It is this peer's turn. */
  serve(request: TicketRequest, leaseMs: number): void;
  /** A peer has neither turn nor place in the queue any more. */
  over(peerId: PeerId): void;
}

/**
 * [V-2] Who may commit next from outside of the group, and who is about to kick: one at a time, in the
 * order of arrival, kicks first. Nobody is served while the group is busy.
 */
export class Tickets {
  readonly #options: TicketsOptions;
  #waiting: TicketRequest[] = [];
  #turn: { request: TicketRequest; cancel: Cancel } | undefined;
  #busy = false;

  constructor(options: TicketsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiting.length + (this.#turn ? 1 : 0);
  }

  get holder(): TicketRequest | undefined {
    return this.#turn?.request;
  }

  get kickWaits(): boolean {
    return this.holder?.purpose === 'kick' || this.#waiting.some(isKick);
  }

  /** Queues a peer, or changes what it is queued for. */
  take(request: TicketRequest): void {
    this.#remove(request.peerId);
    this.#waiting.push(request);
    if (isKick(request) && this.holder !== undefined && !isKick(this.holder)) this.#putBack();
    this.#next();
  }

  /** Ends a peer's turn or its place in the queue. */
  drop(peerId: PeerId): void {
    this.#remove(peerId);
    this.#options.over(peerId);
    this.#next();
  }

  /** A commit is being decided on: nobody begins until the group is free again. */
  hold(): void {
    this.#busy = true;
  }

  /** The group moved on, or not: whoever has the turn gets the present position, or the next one does. */
  release(): void {
    this.#busy = false;
    if (this.#turn) this.#putBack();
    this.#next();
  }

  /** Takes out all who match, whoever has the turn included. */
  extract(matches: (request: TicketRequest) => boolean): readonly TicketRequest[] {
    if (this.#turn) this.#putBack();
    const out = this.#waiting.filter(matches);
    this.#waiting = this.#waiting.filter((request) => !matches(request));
    for (const { peerId } of out) this.#options.over(peerId);
    this.#next();
    return out;
  }

  close(): void {
    this.#waiting = [];
    this.#endTurn();
  }

  #remove(peerId: PeerId): void {
    this.#waiting = this.#waiting.filter((request) => request.peerId !== peerId);
    if (this.holder?.peerId === peerId) this.#endTurn();
  }

  #endTurn(): void {
    this.#turn?.cancel();
    this.#turn = undefined;
  }

  #putBack(): void {
    if (this.#turn) this.#waiting.unshift(this.#turn.request);
    this.#endTurn();
  }

  #next(): void {
    if (this.#busy || this.#turn !== undefined) return;
    const request = this.#waiting.find(isKick) ?? this.#waiting[0];
    if (request === undefined) return;
    this.#waiting = this.#waiting.filter((other) => other !== request);
    const leaseMs = this.#options.leaseMs();
    const cancel = this.#options.timers.after(leaseMs, () => this.drop(request.peerId));
    this.#turn = { request, cancel };
    this.#options.serve(request, leaseMs);
  }
}

function isKick(request: TicketRequest): boolean {
  return request.purpose === 'kick';
}
