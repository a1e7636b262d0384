import type { ParticipantId, PeerId } from '@conclave/shared/ids';

/** A member of the group with a connection. */
export interface GroupMember {
  readonly peerId: PeerId;
  readonly participantId: ParticipantId;
  readonly leaf: number;
}

/** The connected members, by leaf rising, and who of them cannot be asked at the moment. */
export class GroupMembers {
  readonly #members = new Map<PeerId, GroupMember>();
  /** Did not answer in time; forgiven with its next message. */
  readonly #silent = new Set<PeerId>();
  /** Refused a commit that is final: it has to come back before it can judge anything. */
  readonly #outOfStep = new Set<PeerId>();

  get all(): readonly GroupMember[] {
    return [...this.#members.values()].sort((a, b) => a.leaf - b.leaf);
  }

  /** Those who can be asked something, lowest leaf first. */
  get awake(): readonly GroupMember[] {
    return this.all.filter(
      ({ peerId }) => !this.#silent.has(peerId) && !this.#outOfStep.has(peerId),
    );
  }

  get(peerId: PeerId): GroupMember | undefined {
    return this.#members.get(peerId);
  }

  ofParticipant(participantId: ParticipantId): GroupMember | undefined {
    return this.all.find((member) => member.participantId === participantId);
  }

  /** The leaves of all connected members but one participant's. */
  attendedBut(participantId: ParticipantId): ReadonlySet<number> {
    const others = this.all.filter((member) => member.participantId !== participantId);
    return new Set(others.map(({ leaf }) => leaf));
  }

  add(member: GroupMember): void {
    this.#members.set(member.peerId, member);
  }

  /** Whether it was a member. */
  remove(peerId: PeerId): boolean {
    this.#silent.delete(peerId);
    this.#outOfStep.delete(peerId);
    return this.#members.delete(peerId);
  }

  markSilent(peerIds: readonly PeerId[]): void {
    for (const peerId of peerIds) if (this.#members.has(peerId)) this.#silent.add(peerId);
  }

  heardFrom(peerId: PeerId): void {
    this.#silent.delete(peerId);
  }

  markOutOfStep(peerIds: readonly PeerId[]): void {
    for (const peerId of peerIds) if (this.#members.has(peerId)) this.#outOfStep.add(peerId);
  }
}
