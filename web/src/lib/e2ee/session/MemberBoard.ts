import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { agreedNotice } from '../objects/consentStatement.ts';
import { participantIdOf } from '../objects/idBytes.ts';
import { epochOf, ownLeafOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import { keyBytes, keyText, type KeyText } from '../room/keyText.ts';
import type { RosterEntry } from '../room/Room.ts';
import { roleOf } from '../room/roomState.ts';
import { NOBODY } from './presence.ts';
import type { Member, Presence } from './RoomView.ts';
import { toneOfLeaf } from './tone.ts';
import type { ViewBoard } from './ViewBoard.ts';

/**
 * The people on screen: from the MLS roster and the room state, never from what the server says alone
 * (T20). The server only says behind which connection a leaf is. All methods run in the queue.
 */
export class MemberBoard {
  readonly #board: ViewBoard;
  readonly #ids = new Map<KeyText, ParticipantId>();
  readonly #peers = new Map<number, PeerId>();
  readonly #presences = new Map<KeyText, Presence>();
  /** Who has said it on the present connection; what the others said before may be out of date. */
  readonly #heard = new Set<KeyText>();
  readonly #tones = new Map<KeyText, number>();
  readonly #compared: Set<KeyText>;
  /** [G-13] What was stated last, and the text that it holds for. */
  readonly #agreed = new Map<KeyText, { readonly statement: string; readonly notice: string }>();

  constructor(board: ViewBoard, compared: readonly Bytes[]) {
    this.#board = board;
    this.#compared = new Set(compared.map(keyText));
  }

  /** Whose codes were compared, for the memory of this browser. */
  get compared(): Bytes[] {
    return [...this.#compared].map(keyBytes);
  }

  idOf(participantKey: Bytes): ParticipantId {
    const id = this.#ids.get(keyText(participantKey));
    if (id === undefined) throw new TypeError('not learned yet');
    return id;
  }

  /** The participant key behind an id on screen. */
  keyOf(participantId: ParticipantId): Bytes | undefined {
    const found = [...this.#ids].find(([, id]) => id === participantId);
    return found === undefined ? undefined : keyBytes(found[0]);
  }

  peerOf({ mls }: MemberEpoch, participantKey: Bytes): PeerId | undefined {
    const theirs = rosterOf(mls.ratchetTree).filter(
      (entry) => keyText(entry.participantKey) === keyText(participantKey),
    );
    return theirs.map(({ leaf }) => this.#peers.get(leaf)).find((peer) => peer !== undefined);
  }

  /** Members behind whose leaf the server says there is a connection. */
  connected({ mls }: MemberEpoch): Bytes[] {
    return rosterOf(mls.ratchetTree)
      .filter(({ leaf }) => this.#peers.has(leaf))
      .map(({ participantKey }) => participantKey);
  }

  /** Leaves and connections of other members who have not said yet, or not again, who they are. */
  silent({ mls }: MemberEpoch): ReadonlyMap<number, PeerId> {
    const ownLeaf = ownLeafOf(mls);
    const roster = rosterOf(mls.ratchetTree);
    const own = roster.find(({ leaf }) => leaf === ownLeaf);
    const ownKey = own && keyText(own.participantKey);
    const silent = new Map<number, PeerId>();
    for (const { leaf, participantKey } of roster) {
      const peerId = this.#peers.get(leaf);
      const key = keyText(participantKey);
      const hasSpoken = key === ownKey || this.#heard.has(key);
      if (!hasSpoken && peerId !== undefined) silent.set(leaf, peerId);
    }
    return silent;
  }

  async learn(keys: readonly Bytes[]): Promise<void> {
    for (const key of keys) {
      const text = keyText(key);
      if (!this.#ids.has(text)) this.#ids.set(text, await participantIdOf(key));
    }
  }

  peerJoined({ peerId, leaf }: Notification<'peerJoined'>): void {
    this.#peers.set(leaf, peerId);
  }

  peerLeft({ peerId }: Notification<'peerLeft'>): void {
    for (const [leaf, held] of this.#peers) if (held === peerId) this.#peers.delete(leaf);
  }

  /** Our connection is new: who is behind which leaf is told anew, and who they are by now. */
  forgetPeers(): void {
    this.#peers.clear();
    this.#heard.clear();
  }

  isConnected(leaf: number): boolean {
    return this.#peers.has(leaf);
  }

  setPresence(participantKey: Bytes, presence: Presence): void {
    const key = keyText(participantKey);
    this.#presences.set(key, presence);
    this.#heard.add(key);
  }

  setTone(participantKey: Bytes, tone: number): void {
    this.#tones.set(keyText(participantKey), tone);
  }

  /** [G-13] Takes what somebody states of their consent for nothing until it was checked. */
  async checkConsent(participantKey: Bytes, statement: string): Promise<void> {
    const key = keyText(participantKey);
    if (this.#agreed.get(key)?.statement === statement) return;
    const { meetingId } = this.#board.view;
    const notice = await agreedNotice(statement, { meetingId, participantKey });
    this.#agreed.set(key, { statement, notice });
  }

  compare(participants: readonly Bytes[]): void {
    for (const key of participants) this.#compared.add(keyText(key));
  }

  /** Shows the epoch; every key of its roster and state was learned before. */
  async show(epoch: MemberEpoch, digits: string): Promise<void> {
    const roster = rosterOf(epoch.mls.ratchetTree);
    const admitters = [...epoch.state.admitted.values()].map(({ admitterKey }) => admitterKey);
    await this.learn([...roster.map(({ participantKey }) => participantKey), ...admitters]);
    for (const leaf of this.#peers.keys()) {
      if (!roster.some((entry) => entry.leaf === leaf)) this.#peers.delete(leaf);
    }
    this.#board.change({
      self: this.#self(epoch, roster),
      door: epoch.state.door,
      locked: epoch.state.locked,
      epoch: Number(epochOf(epoch.mls)),
      members: this.#members(epoch, roster),
      digits,
    });
  }

  #self(
    epoch: MemberEpoch,
    roster: readonly RosterEntry[],
  ): {
    participantId: ParticipantId;
    role: Member['role'];
    leaf: number;
  } {
    const leaf = ownLeafOf(epoch.mls);
    const own = roster.find((entry) => entry.leaf === leaf);
    if (own === undefined) throw new TypeError('not in the tree');
    const { participantKey } = own;
    return {
      participantId: this.idOf(participantKey),
      role: roleOf(epoch.state, participantKey),
      leaf,
    };
  }

  /** One for each participant: of several leaves the own one, the connected one, or the newest. */
  #members(epoch: MemberEpoch, roster: readonly RosterEntry[]): Member[] {
    const ownLeaf = ownLeafOf(epoch.mls);
    const rank = ({ leaf }: RosterEntry): number =>
      (leaf === ownLeaf ? 4096 : 0) + (this.#peers.has(leaf) ? 2048 : 0) + leaf;
    const chosen = new Map<KeyText, RosterEntry>();
    for (const entry of roster) {
      const key = keyText(entry.participantKey);
      const held = chosen.get(key);
      if (held === undefined || rank(held) < rank(entry)) chosen.set(key, entry);
    }
    return [...chosen.values()].map((entry) => this.#member(epoch, entry));
  }

  #member({ state, mls }: MemberEpoch, { leaf, participantKey }: RosterEntry): Member {
    const key = keyText(participantKey);
    const admission = state.admitted.get(key);
    const admittedBy = admission === undefined || keyText(admission.admitterKey) === key;
    const compared = this.#compared.has(key);
    const { consent, ...presence } = this.#presences.get(key) ?? NOBODY;
    const agreed = this.#agreed.get(key);
    return {
      participantId: this.idOf(participantKey),
      ...presence,
      agreedTo: agreed?.statement === consent ? agreed.notice : '',
      role: roleOf(state, participantKey),
      peerId: this.#peers.get(leaf) ?? null,
      leaf,
      tone: this.#tones.get(key) ?? toneOfLeaf(leaf),
      self: leaf === ownLeafOf(mls),
      admittedBy: admittedBy ? null : this.idOf(admission.admitterKey),
      unverifiedLink: !compared && admission !== undefined && admission.via !== 'copied',
      compared,
    };
  }
}
