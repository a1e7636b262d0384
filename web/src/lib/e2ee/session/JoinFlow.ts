import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import type { RequestId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { encodeRoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import { newRequestId } from '../crypto/random.ts';
import { confirmedBy } from '../objects/confirmation.ts';
import { certifyRole } from '../objects/roleCertificate.ts';
import { authenticatorOf, epochOf, ownLeafOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import type { Refusal } from '../room/Decision.ts';
import { keyText } from '../room/keyText.ts';
import { hashState } from '../room/roomState.ts';
import type { AgentContext } from './AgentContext.ts';
import type { Barring } from './barring.ts';
import type { Basis } from './Basis.ts';
import { buildEntry, EntryFault, type BuiltEntry, type EntryPlan } from './buildEntry.ts';
import { Deferred } from './Deferred.ts';

/** [J-1] How long a joiner waits for a member's word. Longer leaves it outside; shorter tires members. */
const CONFIRM_WITHIN_MS = 3_000;
/** Turns that are tried on one basis before the server is not believed any more. */
const MAX_TURNS = 12;
const MAX_BAD_HEADS = 4;
const KICK_PAUSE_MS = 500;
/** Somebody else was first, or our turn was over. */
const TRY_AGAIN: ReadonlySet<ErrorCode> = new Set(['staleEpoch', 'ticketRequired', 'kickWaiting']);

type Proof = Params<'takeTicket'>['proof'];

export interface JoinSteps {
  readonly basis: Basis;
  readonly card: EntryPlan['card'];
  proof(): Promise<Proof>;
  step(step: 'turn' | 'keys' | 'confirmation'): void;
  /** The join is final: called in the queue, before anything else of the group is heard. */
  joined(next: MemberEpoch): Promise<void>;
}

export type JoinOutcome =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'unconfirmed' }
  /** The newest key is not ours: a fresh letter is needed. */
  | { readonly kind: 'outdated' }
  /** The rules do not let us in, or the members did not. */
  | { readonly kind: 'barred'; readonly refusal: Barring }
  /** Nothing that the server serves fits what we know. */
  | { readonly kind: 'forked' }
  | { readonly kind: 'aborted' };

type Ticket = Notification<'ticket'>;
type NoTicket = 'outdated' | 'uninvited' | 'full' | 'aborted' | 'again';

/** 5.5: one way into the group, from the queue for a ticket to a member's confirmation. */
export class JoinFlow {
  readonly #context: AgentContext;
  readonly #steps: JoinSteps;
  readonly #aborted = new Deferred<'aborted'>();
  #isAborted = false;
  #ticket = new Deferred<Ticket>();
  #sent: { readonly commitId: RequestId; readonly built: BuiltEntry } | undefined;
  #confirmed = new Deferred<'confirmed'>();

  constructor(context: AgentContext, steps: JoinSteps) {
    this.#context = context;
    this.#steps = steps;
  }

  /** Whether a commit of ours may be final already: then the group's notifications are ours to keep. */
  get isSent(): boolean {
    return this.#sent !== undefined;
  }

  abort(): void {
    this.#isAborted = true;
    this.#aborted.resolve('aborted');
  }

  onTicket(ticket: Ticket): void {
    this.#ticket.resolve(ticket);
  }

  /** Runs in the queue. */
  async onConfirmation({ commitId, confirmation }: Notification<'confirmation'>): Promise<void> {
    const sent = this.#sent;
    if (sent?.commitId !== commitId) return;
    const by = await this.#confirmer(sent.built.next, confirmation);
    if (by !== undefined && this.#counts(sent.built.next, by)) this.#confirmed.resolve('confirmed');
  }

  async run(): Promise<JoinOutcome> {
    let badHeads = 0;
    for (let turn = 0; turn < MAX_TURNS && badHeads < MAX_BAD_HEADS; turn++) {
      const outcome = await this.#turn();
      if (outcome === 'badHead') badHeads += 1;
      else if (outcome !== 'again') return outcome;
    }
    return { kind: 'forked' };
  }

  async #turn(): Promise<JoinOutcome | 'again' | 'badHead'> {
    this.#steps.step('turn');
    const ticket = await this.#takeTicket();
    if (typeof ticket === 'string') return withoutTicket(ticket);
    if (ticket.recordNumber !== this.#steps.basis.recordNumber) return { kind: 'outdated' };
    // [V-2] The last place went to somebody else while we queued.
    if (ticket.leaseMs === 0) return 'again';
    this.#steps.step('keys');
    const built = await this.#context.queue.run(() => this.#build(ticket));
    if (built === 'badHead') {
      await this.#quietly('reportHead', { epoch: ticket.head.epoch });
      return 'badHead';
    }
    if (typeof built === 'string') return built === 'psk' ? { kind: 'outdated' } : barred(built);
    return this.#send(built, ticket.alone);
  }

  async #takeTicket(): Promise<Ticket | NoTicket> {
    const { basis } = this.#steps;
    this.#ticket = new Deferred();
    const purpose = basis.letter === undefined ? 'return' : 'join';
    try {
      const proof = await this.#steps.proof();
      const { sessionId } = basis.session;
      const { recordNumber } = basis;
      const certificate = await this.#certificate();
      await this.#context.signaling.request('takeTicket', {
        sessionId,
        proof,
        recordNumber,
        purpose,
        certificate,
      });
    } catch (error) {
      return this.#ticketRefused(error);
    }
    return Promise.race([this.#ticket.promise, this.#aborted.promise]);
  }

  /** [V-14] The host's word that this participant leads, for the server's queue. */
  async #certificate(): Promise<Bytes | null> {
    const { session, host } = this.#steps.basis;
    if (host === undefined) return null;
    const { meetingId, sessionId } = session;
    const participantKey = this.#context.participant.publicKey;
    const claim = { role: 'host' as const, sessionId, participantKey };
    const { queue } = this.#context;
    const certificate = await queue.run(() => certifyRole(meetingId, host.signing, claim));
    return encodeRoleCertificate(certificate);
  }

  async #ticketRefused(error: unknown): Promise<NoTicket> {
    if (this.#isAborted) return 'aborted';
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === 'letterOutdated') return 'outdated';
    if (error.code === 'notAllowed') return 'uninvited';
    if (error.code === 'roomFull') return 'full';
    if (error.code !== 'kickWaiting') throw error;
    const pause = new Deferred<'again'>();
    const cancel = this.#context.timers.after(KICK_PAUSE_MS, () => pause.resolve('again'));
    const result = await Promise.race([pause.promise, this.#aborted.promise]);
    cancel();
    return result;
  }

  async #build(ticket: Ticket): Promise<BuiltEntry | 'badHead' | Refusal> {
    const { suite, participant } = this.#context;
    const { basis, card } = this.#steps;
    try {
      return await buildEntry(suite, { basis, participant, card }, ticket.head);
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      return error.code === 'head' ? 'badHead' : error.code;
    }
  }

  async #send(built: BuiltEntry, alone: boolean): Promise<JoinOutcome | 'again'> {
    const commitId = newRequestId();
    this.#confirmed = new Deferred();
    this.#sent = { commitId, built };
    const mls = built.next.mls;
    try {
      await this.#context.signaling.request('commit', {
        commitId,
        sessionId: this.#steps.basis.session.sessionId,
        epoch: Number(epochOf(mls)) - 1,
        commit: built.commit,
        head: built.head,
        leaf: ownLeafOf(mls),
        removes: [...built.removes],
        record: null,
        openKeys: null,
      });
    } catch (error) {
      this.#sent = undefined;
      return this.#commitRefused(error);
    }
    if (this.#isAborted) return { kind: 'aborted' };
    await this.#context.queue.run(() => this.#steps.joined(built.next));
    return this.#awaitConfirmation(alone);
  }

  #commitRefused(error: unknown): JoinOutcome | 'again' {
    if (this.#isAborted) return { kind: 'aborted' };
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === 'commitRefused') return barred('members');
    if (error.code === 'letterOutdated') return { kind: 'outdated' };
    if (TRY_AGAIN.has(error.code)) return 'again';
    throw error;
  }

  /** [J-1] */
  async #awaitConfirmation(alone: boolean): Promise<JoinOutcome> {
    this.#steps.step('confirmation');
    if (alone && this.#steps.basis.letter === undefined) return { kind: 'confirmed' };
    const late = new Deferred<'unconfirmed'>();
    const cancel = this.#context.timers.after(CONFIRM_WITHIN_MS, () => late.resolve('unconfirmed'));
    const all = [this.#confirmed.promise, late.promise, this.#aborted.promise];
    const kind = await Promise.race(all);
    cancel();
    return { kind };
  }

  async #confirmer(next: MemberEpoch, confirmation: Bytes): Promise<Bytes | undefined> {
    const confirmed = {
      session: next.session,
      epoch: epochOf(next.mls),
      epochAuthenticator: authenticatorOf(next.mls),
      stateHash: await hashState(next.state),
      participantKey: this.#context.participant.publicKey,
    };
    return confirmedBy(confirmed, confirmation);
  }

  /** A member of the tree, not ourselves; with a letter, one that the letter lists. */
  #counts(next: MemberEpoch, by: Bytes): boolean {
    const key = keyText(by);
    if (key === keyText(this.#context.participant.publicKey)) return false;
    const isListed = ({ confirmers }: { confirmers: readonly Bytes[] }): boolean =>
      confirmers.some((listed) => keyText(listed) === key);
    const { letter } = this.#steps.basis;
    const inTree = rosterOf(next.mls.ratchetTree).some((e) => keyText(e.participantKey) === key);
    return inTree && (letter === undefined || isListed(letter));
  }

  async #quietly(method: 'reportHead', params: Params<'reportHead'>): Promise<void> {
    try {
      await this.#context.signaling.request(method, params);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error; // a refusal only says that it is late
    }
  }
}

function withoutTicket(why: NoTicket): JoinOutcome | 'again' {
  switch (why) {
    case 'again':
      return why;
    // [V-14] Nobody queues who has neither letter, leaf nor role to the server's knowledge.
    case 'uninvited':
      return barred('notAdmitted');
    case 'full':
      return barred(why);
    case 'outdated':
    case 'aborted':
      return { kind: why };
  }
}

function barred(refusal: Barring): JoinOutcome {
  return { kind: 'barred', refusal };
}
