import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params } from '@conclave/shared/wire/peerRequests';
import { newRequestId } from '../crypto/random.ts';
import { epochOf, ownLeafOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { decide } from '../room/decide.ts';
import type { AgentContext } from './AgentContext.ts';
import { buildCommit, type BuiltCommit, type CommitPlan } from './buildCommit.ts';
import { Deferred } from './Deferred.ts';
import type { Membership } from './Membership.ts';
import { roomOf } from './plans.ts';

/** What somebody wants of the group. Planned anew whenever another commit came first. */
export interface Intent {
  /** A kick takes a ticket, so that joins wait for it. */
  readonly announced: boolean;
  /** On top of this epoch; undefined when nothing is left to do. */
  plan(epoch: MemberEpoch): Promise<CommitPlan | undefined>;
}

/** Lost races before a person is told to try again. Each needs somebody else's commit to be first. */
const MAX_TRIES = 10;
/** How long the end of somebody else's commit is waited for before looking again. */
const LOOK_AGAIN_MS = 4_000;

/** The moment was wrong, not the commit. */
const TRY_AGAIN: ReadonlySet<ErrorCode> = new Set([
  'staleEpoch',
  'ticketRequired',
  'kickWaiting',
  'notNow',
  'unavailable',
]);

type Try = 'done' | 'again' | 'refused';

/** 5.6: own commits, one after the other, until they are final or have no point any more. */
export class CommitFlow {
  readonly #context: AgentContext;
  readonly #membership: Membership;
  readonly #proof: () => Promise<Params<'takeTicket'>['proof']>;
  #last: Promise<unknown> = Promise.resolve();
  #moved = new Deferred<'moved'>();
  #ticket = new Deferred<'ticket'>();
  #closed = false;

  constructor(
    context: AgentContext,
    membership: Membership,
    proof: () => Promise<Params<'takeTicket'>['proof']>,
  ) {
    this.#context = context;
    this.#membership = membership;
    this.#proof = proof;
  }

  /** Throws `commitRefused`, `notAllowed`, or `notNow` when the room is too busy or was left. */
  commit(intent: Intent): Promise<void> {
    const result = this.#last.then(() => this.#run(intent));
    this.#last = result.catch(() => undefined); // whoever wanted it hears of it
    return result;
  }

  /** The group moved on, or a commit was void: whoever lost a race may try again. */
  moved(): void {
    this.#moved.resolve('moved');
    this.#moved = new Deferred();
  }

  /** It is our turn, or the connection was gone: then the server says that a new ticket is needed. */
  onTicket(): void {
    this.#ticket.resolve('ticket');
  }

  close(): void {
    this.#closed = true;
    this.moved();
    this.onTicket();
  }

  async #run(intent: Intent): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (this.#closed) throw new RefusedError('notNow');
      const moved = this.#moved.promise;
      if (intent.announced) await this.#announce();
      const result = await this.#try(intent);
      if (result === 'done') return;
      if (result === 'refused') throw new RefusedError('commitRefused');
      await this.#waitFor(moved);
    }
    throw new RefusedError('notNow');
  }

  async #announce(): Promise<void> {
    this.#ticket = new Deferred();
    const { sessionId } = this.#membership.epoch.session;
    const { recordNumber } = this.#membership.epoch.state;
    const proof = await this.#proof();
    const params = { sessionId, proof, recordNumber, purpose: 'kick' as const, certificate: null };
    try {
      await this.#context.signaling.request('takeTicket', params);
    } catch (error) {
      // Outdated: somebody else's kick came first. The next try names the new record.
      if (error instanceof RefusedError && error.code === 'letterOutdated') return;
      throw error;
    }
    await this.#ticket.promise;
  }

  async #try(intent: Intent): Promise<Try> {
    const commitId = newRequestId();
    const built = await this.#context.queue.run(async () => {
      if (this.#closed || this.#membership.hasParted) throw new RefusedError('notNow');
      if (this.#membership.isChanging) return 'again';
      const made = await this.#build(intent);
      if (made !== undefined) {
        await this.#membership.sent({ commitId, facts: made.facts, next: made.next });
      }
      return made;
    });
    if (built === undefined) return 'done';
    return built === 'again' ? 'again' : this.#send(commitId, built);
  }

  async #build(intent: Intent): Promise<BuiltCommit | undefined> {
    const { epoch } = this.#membership;
    const plan = await intent.plan(epoch);
    if (plan === undefined) return undefined;
    const built = await buildCommit(this.#context.suite, epoch, plan);
    const { data, sender, removes, record } = built.facts;
    const proposed = { data, sender, removes, pskNumber: undefined, record };
    const decision = await decide(roomOf(epoch), proposed);
    if (!decision.accepted) throw new RefusedError('notAllowed');
    return built;
  }

  async #send(commitId: Params<'commit'>['commitId'], built: BuiltCommit): Promise<Try> {
    const { next, facts, commit, head, record } = built;
    const params = {
      commitId,
      sessionId: next.session.sessionId,
      epoch: Number(epochOf(next.mls)) - 1,
      commit,
      head,
      leaf: ownLeafOf(next.mls),
      removes: [...facts.removes],
      record,
      openKeys: null,
    };
    try {
      await this.#context.signaling.request('commit', params);
    } catch (error) {
      return this.#failed(commitId, error);
    }
    const final = { commitId, epoch: head.epoch, allApplied: false };
    await this.#context.queue.run(() => this.#membership.onFinal(final));
    return 'done';
  }

  async #failed(commitId: Params<'commit'>['commitId'], error: unknown): Promise<Try> {
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === 'staleEpoch' || error.code === 'commitRefused') {
      await this.#context.queue.run(() => this.#membership.onVoid({ commitId }));
    }
    // After a broken connection it may turn up as final among what was missed: it is not forgotten.
    if (TRY_AGAIN.has(error.code)) return 'again';
    if (error.code === 'commitRefused') return 'refused';
    throw error;
  }

  async #waitFor(moved: Promise<'moved'>): Promise<void> {
    const late = new Deferred<'late'>();
    const cancel = this.#context.timers.after(LOOK_AGAIN_MS, () => late.resolve('late'));
    await Promise.race([moved, late.promise]);
    cancel();
  }
}
