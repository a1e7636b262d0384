import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { peerProofBytes } from '@conclave/shared/wire/signed/peerProof';
import { newSessionId } from '../crypto/random.ts';
import { signWhole } from '../crypto/sign.ts';
import type { HostKeys } from '../host/HostKeys.ts';
import { newLeafKeys } from '../mls/leaf.ts';
import { openCard } from '../objects/lobbyCard.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import type { RememberedLink } from '../storage/Memory.ts';
import type { AgentContext } from './AgentContext.ts';
import { basisAtHand, olderArchiveKeys } from './bases.ts';
import type { Basis } from './Basis.ts';
import type { BuiltStart } from './buildStart.ts';
import { checkEntered, type Entered } from './enterMeeting.ts';
import type { Keepsake } from './Keepsake.ts';
import { loadWayIn } from './loadWayIn.ts';
import type { LobbyCard, RoomPhase } from './RoomView.ts';

/** What a visit of one connection needs of the agent. */
export interface VisitOptions {
  readonly link: RememberedLink;
  readonly host: HostKeys | undefined;
  readonly keepsake: Keepsake;
}

/** A connection that has entered a meeting, and what it may do at the door. */
export class Visit {
  readonly #context: AgentContext;
  readonly #options: VisitOptions;
  #entered: Entered;
  #session: Entered['session'];

  private constructor(context: AgentContext, options: VisitOptions, entered: Entered) {
    this.#context = context;
    this.#options = options;
    this.#entered = entered;
    this.#session = entered.session;
  }

  /** Throws EntryRefused when what the server serves is not the meeting, RefusedError when it serves nothing. */
  static async begin(context: AgentContext, options: VisitOptions): Promise<Visit> {
    const { meetingId, signaling, queue } = context;
    const { link, keepsake } = options;
    const { joinProof } = link;
    const { returning } = keepsake;
    const params = { meetingId, joinProof, ...(returning === undefined ? {} : { returning }) };
    const answer = await signaling.request('enter', params);
    const entered = await queue.run(() =>
      checkEntered(meetingId, answer, { link, memory: keepsake.memory }),
    );
    if (entered.link.exposed) keepsake.rememberExposed(entered.linkVersion);
    context.direct.keepOnly(entered.session?.sessionId);
    keepsake.remember({
      link: entered.link,
      cardFloor: Math.max(keepsake.memory.cardFloor, entered.card.version),
    });
    if (!entered.isRecordPast) keepsake.rememberRecord(entered.record);
    return new Visit(context, options, entered);
  }

  get entered(): Entered {
    return this.#entered;
  }

  /**
   * [C-4] The host renewed the card, perhaps while we are inside. False, and nothing changes, for what is not the
   * host's or not newer than what we know.
   */
  async renewCard({ linkVersion, sealedCard }: Notification<'cardRenewed'>): Promise<boolean> {
    const { meeting, link, card: known } = this.#entered;
    const card = await openCard(meeting.meetingId, { ...link, linkVersion }, sealedCard);
    if (card === undefined || card.version <= known.version) return false;
    this.#entered = { ...this.#entered, card, linkVersion };
    this.#options.keepsake.remember({ cardFloor: card.version });
    return true;
  }

  get session(): Entered['session'] {
    return this.#session;
  }

  set session(session: Entered['session']) {
    this.#session = session;
  }

  /** What the card says, for the screens. */
  get card(): LobbyCard {
    const { version, topic, organizer, company, door, notice, summary, time } = this.entered.card;
    return { version, topic, organizer, company, door, notice, summary, ...(time && { time }) };
  }

  /** How it looks at the door. */
  get atDoor(): RoomPhase {
    const waitsForHost = this.#session === null;
    return { kind: 'atDoor', card: this.card, waitsForHost, mayStart: this.mayStart };
  }

  get knocking(): RoomPhase {
    const isThere = this.#session !== null && this.#session.members > 0;
    const waitingFor = isThere ? 'answer' : 'host';
    return { kind: 'knocking', card: this.card, waitingFor };
  }

  /** 4.2: whether this browser can open the meeting itself. */
  get mayStart(): boolean {
    const { card, openKeys, record } = this.entered;
    if (this.#options.host !== undefined) return true;
    return card.door === 'open' && openKeys?.recordNumber === record.number;
  }

  /** Whether the newest record that we know is not the session's: then the visit is to begin anew. */
  get isOutdated(): boolean {
    const { session } = this;
    return session !== null && session.recordNumber !== this.entered.record.number;
  }

  /** [P-1] Good for this connection only. */
  async proof(sessionId: Basis['session']['sessionId']): Promise<Params<'takeTicket'>['proof']> {
    const { participant, meetingId, queue } = this.#context;
    const { challenge } = this.entered;
    const signed = peerProofBytes({ challenge, meetingId, sessionId });
    const signature = await queue.run(() => signWhole(participant, signed));
    return { participantKey: participant.publicKey, signature };
  }

  /** The ground on which to join the running session without knocking, if there is any. */
  async basis(): Promise<Basis | undefined> {
    const { session } = this;
    if (session === null) return undefined;
    const { suite, queue } = this.#context;
    const { host, keepsake } = this.#options;
    return queue.run(async () => {
      const leafKeys = await newLeafKeys(suite);
      const hand = { entered: this.entered, memory: keepsake.memory, host, leafKeys };
      return basisAtHand(hand, session.sessionId);
    });
  }

  /** Opens the meeting. Throws `sessionRunning` when somebody else was first. */
  async start(): Promise<BuiltStart> {
    if (!this.mayStart) throw new RefusedError('notAllowed');
    const { host } = this.#options;
    const { suite, participant, queue, signaling } = this.#context;
    const session = { ...this.entered.meeting, sessionId: newSessionId() };
    const { buildHostStart, buildOpenStart } = await loadWayIn();
    const built = await queue.run(async () => {
      const leafKeys = await newLeafKeys(suite);
      const plan = { entered: this.entered, session, participant, leafKeys };
      return host === undefined ? buildOpenStart(suite, plan) : buildHostStart(suite, plan, host);
    });
    const { head, start, record, openKeys } = built;
    const { sessionId } = session;
    const proof = await this.proof(sessionId);
    await signaling.request('startSession', { sessionId, proof, start, head, record, openKeys });
    return built;
  }

  olderArchiveKeys({ secret, state }: MemberEpoch): Promise<Uint8Array<ArrayBuffer>[]> {
    const { entered } = this;
    if (entered.record.number !== state.recordNumber) return Promise.resolve([]);
    return olderArchiveKeys(entered, secret);
  }
}
