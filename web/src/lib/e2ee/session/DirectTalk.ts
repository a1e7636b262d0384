import { utf8, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId, PeerId, RequestId, SessionId } from '@conclave/shared/ids';
import { MAX_DIRECT_TEXT_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { newBoxPair, type BoxPair } from '../crypto/hpke.ts';
import { newRequestId } from '../crypto/random.ts';
import type { SigningKey } from '../crypto/sign.ts';
import {
  certifyDirectKey,
  directKeyOf,
  openDirect,
  openReceipt,
  sealDirect,
  sealReceipt,
  type DirectPlace,
} from '../objects/directMessage.ts';
import { participantIdOf } from '../objects/idBytes.ts';
import { keyText, type KeyText } from '../room/keyText.ts';
import type { DirectStore, KeptDirect } from '../storage/DirectStore.ts';
import type { MessageType, OpenedMessage } from './MemberMessages.ts';
import type { DirectMessage } from './RoomView.ts';
import type { SerialQueue } from './SerialQueue.ts';
import type { Timers } from './Timers.ts';
import type { ViewBoard } from './ViewBoard.ts';

/** So long a receipt is waited for. Lower calls slow networks failures; higher hides that nobody is there. */
const RECEIPT_MS = 10_000;

/** Messages with one person in one session. Higher lets a hostile member fill more of our memory. */
const MAX_WITH_ONE = 1_000;

export type DirectType = Extract<MessageType, 'direct' | 'directReceipt'>;

/** A message between members that is for this class. */
type DirectHeard = OpenedMessage & { readonly type: DirectType };

export function isDirect(type: MessageType): type is DirectType {
  return type === 'direct' || type === 'directReceipt';
}

/** The room as direct messages need it. */
export interface DirectLink {
  /** The connection of a participant, if there is one. */
  peerOf(participantKey: Bytes): PeerId | undefined;
  send(to: PeerId, type: DirectType, body: Bytes): Promise<void>;
}

export interface DirectTalkOptions {
  readonly meetingId: MeetingId;
  readonly participant: SigningKey;
  readonly store: DirectStore;
  readonly board: ViewBoard;
  readonly timers: Timers;
  readonly queue: SerialQueue;
  /** Where a failure of the storage goes: messages then live in this page alone. */
  readonly report: (error: unknown) => void;
}

/** A session's messages, and the keys by which they are sealed. The box pair goes with the page. */
interface Sitting {
  readonly sessionId: SessionId;
  readonly box: BoxPair;
  readonly certificate: Bytes;
  readonly boxKeys: Map<KeyText, Bytes>;
  readonly messages: Map<RequestId, KeptDirect>;
}

/**
 * documents.md 7: messages between two people. It outlives connections and re-entries of one session.
 * All methods run in the queue; storage follows behind.
 */
export class DirectTalk {
  readonly #options: DirectTalkOptions;
  #sitting: Sitting | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: DirectTalkOptions) {
    this.#options = options;
  }

  /** We are in this session: brings back what was kept of it, and erases what is left of others. */
  async begin(sessionId: SessionId): Promise<void> {
    if (this.#sitting?.sessionId === sessionId) return;
    const { participant, store, meetingId } = this.#options;
    this.#keepOnly(sessionId);
    const box = await newBoxPair();
    const certificate = await certifyDirectKey(sessionId, box.publicKey, participant);
    const kept = await this.#try(() => store.load({ meetingId, sessionId }), []);
    const messages = new Map(kept.map((each) => [each.messageId, afterReload(each)]));
    this.#sitting = { sessionId, box, certificate, boxKeys: new Map(), messages };
    if (kept.length > 0) await this.#tellAll();
  }

  /** The certificate of our key, for those who may want to write to us. */
  get certificate(): Bytes {
    return this.#here.certificate;
  }

  /** The session is over, or is not the one that was kept: nothing of it remains here. May be called at any time. */
  keepOnly(sessionId: SessionId | undefined): void {
    if (this.#sitting !== undefined && this.#sitting.sessionId !== sessionId) {
      this.#sitting = undefined;
      this.#options.board.tell({ kind: 'directs', messages: [] });
    }
    this.#keepOnly(sessionId);
  }

  /** Done when everything so far is stored, or erased. */
  settled(): Promise<void> {
    return this.#saving;
  }

  async write(peerKey: Bytes, text: string, link: DirectLink): Promise<void> {
    if (keyText(peerKey) === keyText(this.#options.participant.publicKey)) {
      throw new RefusedError('notAllowed');
    }
    if (utf8(text).length > MAX_DIRECT_TEXT_BYTES) throw new RefusedError('tooLarge');
    if (text.trim() === '') throw new RefusedError('malformed');
    const at = this.#options.timers.now();
    const kept = { messageId: newRequestId(), peerKey, own: true, text, at } as const;
    await this.#send({ ...kept, state: 'sending' }, link);
  }

  /** Sends what was not delivered once more, as the same message. */
  async again(messageId: RequestId, link: DirectLink): Promise<void> {
    const kept = this.#here.messages.get(messageId);
    if (kept?.own !== true || kept.state !== 'undelivered') throw new RefusedError('notNow');
    await this.#send({ ...kept, state: 'sending' }, link);
  }

  async hear(message: DirectHeard, link: DirectLink): Promise<void> {
    switch (message.type) {
      case 'direct':
        return this.#received(message, link);
      case 'directReceipt':
        return this.#confirmed(message);
    }
  }

  /** Somebody says by what key they are written to; a certificate that is not theirs is not heard. */
  async learnKey(participantKey: Bytes, certificate: Bytes): Promise<void> {
    const { sessionId, boxKeys } = this.#here;
    const boxKey = await directKeyOf(sessionId, participantKey, certificate);
    if (boxKey !== undefined) boxKeys.set(keyText(participantKey), boxKey);
    else this.#warn();
  }

  async #send(kept: KeptDirect, link: DirectLink): Promise<void> {
    const { peerKey, messageId, text, at } = kept;
    const { participant } = this.#options;
    const boxKey = this.#here.boxKeys.get(keyText(peerKey));
    const peer = link.peerOf(peerKey);
    await this.#keep(kept);
    if (boxKey === undefined || peer === undefined) return this.#undelivered(messageId);
    const place = this.#place(participant.publicKey, peerKey);
    const keys = { sender: participant, boxKey };
    await link.send(peer, 'direct', await sealDirect(place, { messageId, text, sentAt: at }, keys));
    this.#options.timers.after(RECEIPT_MS, () => {
      const { queue, report } = this.#options;
      queue.run(() => this.#undelivered(messageId)).catch(report);
    });
  }

  async #received({ participantKey, body }: OpenedMessage, link: DirectLink): Promise<void> {
    const { participant, timers } = this.#options;
    const { box, messages } = this.#here;
    const place = this.#place(participantKey, participant.publicKey);
    const direct = await openDirect(place, body, box);
    if (direct === undefined || direct.text.trim() === '') {
      this.#warn();
      return;
    }
    const { messageId, text } = direct;
    const known = messages.get(messageId);
    // Sent again because our receipt was lost: confirmed once more, and shown once. Another's number is nobody's.
    if (known !== undefined && (known.own || keyText(known.peerKey) !== keyText(participantKey))) {
      this.#warn();
      return;
    }
    if (known === undefined) {
      const at = timers.now();
      const state = 'delivered';
      await this.#keep({ messageId, peerKey: participantKey, own: false, text, at, state });
    }
    await this.#confirm(place, messageId, link);
  }

  async #confirm(place: DirectPlace, messageId: RequestId, link: DirectLink): Promise<void> {
    const boxKey = this.#here.boxKeys.get(keyText(place.senderKey));
    const peer = link.peerOf(place.senderKey);
    if (boxKey === undefined || peer === undefined) return;
    const keys = { recipient: this.#options.participant, boxKey };
    await link.send(peer, 'directReceipt', await sealReceipt(place, messageId, keys));
  }

  async #confirmed({ participantKey, body }: OpenedMessage): Promise<void> {
    const { box, messages } = this.#here;
    const place = this.#place(this.#options.participant.publicKey, participantKey);
    const messageId = await openReceipt(place, body, box);
    const kept = messageId === undefined ? undefined : messages.get(messageId);
    if (kept?.own !== true || keyText(kept.peerKey) !== keyText(participantKey)) {
      this.#warn();
      return;
    }
    if (kept.state !== 'delivered') await this.#keep({ ...kept, state: 'delivered' });
  }

  /** No receipt came, and by then the session may be another one. */
  async #undelivered(messageId: RequestId): Promise<void> {
    const kept = this.#sitting?.messages.get(messageId);
    if (kept?.state === 'sending') await this.#keep({ ...kept, state: 'undelivered' });
  }

  async #keep(direct: KeptDirect): Promise<void> {
    const { sessionId, messages } = this.#here;
    const { messageId } = direct;
    if (!messages.has(messageId) && this.#with(direct.peerKey) >= MAX_WITH_ONE)
      throw new RefusedError('tooMany');
    messages.set(messageId, direct);
    const { store, meetingId, board } = this.#options;
    this.#behind(() => store.save({ meetingId, sessionId }, direct));
    board.tell({ kind: 'direct', message: await shown(direct) });
  }

  #with(peerKey: Bytes): number {
    const key = keyText(peerKey);
    return [...this.#here.messages.values()].filter((each) => keyText(each.peerKey) === key).length;
  }

  async #tellAll(): Promise<void> {
    const messages = await Promise.all([...this.#here.messages.values()].map(shown));
    this.#options.board.tell({ kind: 'directs', messages });
  }

  #keepOnly(sessionId: SessionId | undefined): void {
    const { store, meetingId } = this.#options;
    this.#behind(() => store.keepOnly(meetingId, sessionId));
  }

  #place(senderKey: Bytes, recipientKey: Bytes): DirectPlace {
    return { sessionId: this.#here.sessionId, senderKey, recipientKey };
  }

  get #here(): Sitting {
    if (this.#sitting === undefined) throw new RefusedError('notNow');
    return this.#sitting;
  }

  #warn(): void {
    this.#options.board.tell({ kind: 'warning', warning: 'badMessage' });
  }

  /** One after the other, so that erasing comes after everything that it is to erase. */
  #behind(work: () => Promise<void>): void {
    this.#saving = this.#saving.then(work).catch(this.#options.report);
  }

  async #try<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      await this.#saving;
      return await work();
    } catch (error) {
      this.#options.report(error);
      return otherwise;
    }
  }
}

/** What was on its way when the page went was not confirmed to it. */
function afterReload(kept: KeptDirect): KeptDirect {
  return kept.state === 'sending' ? { ...kept, state: 'undelivered' } : kept;
}

async function shown(kept: KeptDirect): Promise<DirectMessage> {
  const { messageId, peerKey, own, text, at, state } = kept;
  const participantId: ParticipantId = await participantIdOf(peerKey);
  return { messageId, participantId, own, text, at, state };
}
