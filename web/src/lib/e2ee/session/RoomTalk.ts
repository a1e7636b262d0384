import { MalformedError } from '@conclave/shared/ByteReader';
import { utf8, type Bytes } from '@conclave/shared/bytes';
import type { ParticipantId, PeerId, RequestId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { epochOf } from '../mls/epoch.ts';
import { rosterOf } from '../mls/tree.ts';
import { keyText } from '../room/keyText.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import type { KnockKey } from '../objects/letter.ts';
import { roleOf } from '../room/roomState.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import type { Comparison } from './Comparison.ts';
import { isDirect, type DirectLink, type DirectType } from './DirectTalk.ts';
import type { Exposure } from './Exposure.ts';
import { Introductions } from './Introductions.ts';
import type { MemberBoard } from './MemberBoard.ts';
import { MemberMessages, type MessageType, type OpenedMessage } from './MemberMessages.ts';
import { decodePresence, encodePresence } from './presence.ts';
import type { Presence } from './RoomView.ts';
import {
  decodeAskToMute,
  decodeCompare,
  decodeExposedLink,
  decodeKnockKeys,
  decodeReaction,
  encodeAskToMute,
  encodeCompare,
  encodeExposedLink,
  encodeKnockKeys,
  encodeReaction,
  type MutableSource,
} from './smallMessages.ts';

const MAX_REACTION_BYTES = 64;
/** As with frames [F-1]. Lower loses messages under way; higher keeps keys of who is gone. */
const FORGET_AFTER_MS = 10_000;

export interface TalkOptions {
  readonly people: MemberBoard;
  readonly comparison: Comparison;
  epoch(): MemberEpoch;
  knockKeysRenewed(keys: readonly KnockKey[]): void;
  readonly exposure: Exposure;
  /** One's own colour. */
  readonly tone: number;
  /** [L-3] Somebody says that a server has seen this version of the copied link. */
  exposedHeard(linkVersion: number): void;
  /** Something of the people on screen changed. */
  changed(): Promise<void>;
}

/** 7. What members tell each other, sealed. All methods run in the queue. */
export class RoomTalk {
  readonly #context: AgentContext;
  readonly #options: TalkOptions;
  readonly #messages: MemberMessages;
  #presence: Presence;
  readonly #introductions: Introductions;
  #open = false;

  constructor(context: AgentContext, options: TalkOptions, presence: Presence) {
    this.#context = context;
    this.#options = options;
    this.#presence = presence;
    this.#messages = new MemberMessages(context.suite);
    this.#introductions = new Introductions(context, {
      people: options.people,
      exposure: options.exposure,
      tone: options.tone,
      epoch: () => options.epoch(),
      presence: () => this.#presence,
      send: (to, type, body) => this.#send(to, type, body),
    });
    options.people.setPresence(context.participant.publicKey, presence);
    options.people.setTone(context.participant.publicKey, options.tone);
  }

  get presence(): Presence {
    return this.#presence;
  }

  async enter(epoch: MemberEpoch): Promise<void> {
    await this.#messages.enter(epoch);
    await this.#context.direct.begin(epoch.session.sessionId);
  }

  /** The epoch is final: keys of those before it go, at once where somebody was kicked. */
  forgetBefore(epoch: bigint, atOnce: boolean): void {
    if (atOnce) this.#messages.forgetBefore(epoch);
    else this.#context.timers.after(FORGET_AFTER_MS, () => this.#messages.forgetBefore(epoch));
  }

  /** [J-1] The join is confirmed: from now on we speak. */
  async confirmed(): Promise<void> {
    this.#open = true;
    await this.#introductions.open();
  }

  /** Somebody new is to know who we are. */
  greet(joined: Notification<'peerJoined'>): void {
    this.#introductions.greet(joined);
  }

  /** The connection is new: others may have missed what we said of ourselves meanwhile. */
  async resumed(): Promise<void> {
    if (this.#open) await this.#introductions.resumed();
  }

  close(): void {
    this.#open = false;
    this.#introductions.close();
  }

  /** [L-3] Members are told at once; whoever comes is told with who we are. */
  async tellExposed(linkVersion: number): Promise<void> {
    if (this.#open) await this.#send(null, 'exposedLink', encodeExposedLink(linkVersion));
  }

  async setPresence(presence: Presence): Promise<void> {
    if (utf8(presence.name).length > MAX_NAME_BYTES) throw new RefusedError('tooLarge');
    this.#presence = presence;
    this.#options.people.setPresence(this.#context.participant.publicKey, presence);
    await this.#options.changed();
    if (this.#open) await this.#send(null, 'presence', encodePresence(presence));
  }

  async react(reaction: string): Promise<void> {
    if (utf8(reaction).length > MAX_REACTION_BYTES) throw new RefusedError('tooLarge');
    await this.#send(null, 'reaction', encodeReaction(reaction));
    const participantId = this.#options.people.idOf(this.#context.participant.publicKey);
    this.#context.board.tell({ kind: 'reaction', participantId, reaction });
  }

  async askToMute(to: ParticipantId | 'all', source: MutableSource): Promise<void> {
    const { people } = this.#options;
    const epoch = this.#options.epoch();
    if (roleOf(epoch.state, this.#context.participant.publicKey) === 'guest') {
      throw new RefusedError('notAllowed');
    }
    const key = to === 'all' ? undefined : people.keyOf(to);
    const peer = to === 'all' ? null : key && people.peerOf(epoch, key);
    if (peer === undefined) throw new RefusedError('unknownPeer');
    await this.#send(peer, 'askToMute', encodeAskToMute(source));
  }

  async sendDirect(to: ParticipantId, text: string): Promise<void> {
    const peerKey = this.#options.people.keyOf(to);
    if (peerKey === undefined) throw new RefusedError('unknownPeer');
    await this.#context.direct.write(peerKey, text, this.#directLink);
  }

  async sendDirectAgain(messageId: RequestId): Promise<void> {
    await this.#context.direct.again(messageId, this.#directLink);
  }

  async compare(): Promise<void> {
    const epoch = epochOf(this.#options.epoch().mls);
    const own = this.#options.people.idOf(this.#context.participant.publicKey);
    this.#options.comparison.open(epoch, own);
    await this.#send(null, 'compare', encodeCompare(epoch));
  }

  async shareKnockKeys(keys: readonly KnockKey[]): Promise<void> {
    if (this.#open) await this.#send(null, 'knockKeys', encodeKnockKeys(keys));
  }

  /** documents.md, R-3 */
  async tellHeads(heads: Bytes): Promise<void> {
    if (this.#open) await this.#send(null, 'heads', heads);
  }

  async onRelayed({ sealed }: Notification<'relayed'>): Promise<void> {
    const message = await this.#messages.open(sealed);
    if (message === undefined || !this.#isHere(message.participantKey)) return;
    try {
      await this.#heard(message);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      this.#context.board.tell({ kind: 'warning', warning: 'badMessage' });
    }
  }

  /** Keys of old epochs still open for a while: who is gone since is not heard by them. */
  #isHere(participantKey: Bytes): boolean {
    const key = keyText(participantKey);
    const roster = rosterOf(this.#options.epoch().mls.ratchetTree);
    return roster.some((entry) => keyText(entry.participantKey) === key);
  }

  async #heard(message: OpenedMessage): Promise<void> {
    await this.#options.people.learn([message.participantKey]);
    const { type } = message;
    if (isDirect(type)) await this.#context.direct.hear({ ...message, type }, this.#directLink);
    else if (type === 'heads') this.#context.documents.heads(message.body);
    else if (type === 'introduction') await this.#introduced(message);
    else if (type === 'askPresence') this.#introductions.questioned(message);
    else await this.#said(type, message);
  }

  async #said(
    type: Exclude<MessageType, DirectType | 'heads' | 'introduction' | 'askPresence'>,
    message: OpenedMessage,
  ): Promise<void> {
    const { body, participantKey, epoch } = message;
    const { people, comparison } = this.#options;
    const by = people.idOf(participantKey);
    const leads = roleOf(this.#options.epoch().state, participantKey) !== 'guest';
    switch (type) {
      case 'presence':
        return this.#showPresence(participantKey, decodePresence(body));
      case 'reaction':
        this.#context.board.tell({
          kind: 'reaction',
          participantId: by,
          reaction: decodeReaction(body),
        });
        return;
      case 'askToMute':
        if (leads)
          this.#context.board.tell({ kind: 'askedToMute', by, source: decodeAskToMute(body) });
        return;
      case 'compare':
        // The epoch that is compared is the sender's own: nobody asks for codes of others.
        if (decodeCompare(body) === epoch) comparison.openFor(epoch, by);
        return;
      case 'knockKeys':
        if (leads) this.#options.knockKeysRenewed(decodeKnockKeys(body));
        return;
      case 'exposedLink':
        this.#options.exposedHeard(decodeExposedLink(body));
        return;
    }
  }

  async #introduced(message: OpenedMessage): Promise<void> {
    const { presence, exposedLinks } = await this.#introductions.heard(message);
    for (const version of exposedLinks) this.#options.exposedHeard(version);
    await this.#showPresence(message.participantKey, presence);
  }

  async #showPresence(participantKey: Bytes, presence: Presence): Promise<void> {
    const { people } = this.#options;
    await people.checkConsent(participantKey, presence.consent);
    people.setPresence(participantKey, presence);
    await this.#options.changed();
  }

  /** Direct messages go to one connection, in the same way as all others. */
  get #directLink(): DirectLink {
    return {
      peerOf: (key) => this.#options.people.peerOf(this.#options.epoch(), key),
      send: (to, type, body) => this.#send(to, type, body),
    };
  }

  async #send(to: PeerId | null, type: MessageType, body: Bytes): Promise<void> {
    const sealed = await this.#messages.seal(type, body);
    ask(this.#context, 'relay', { to, sealed });
  }
}
