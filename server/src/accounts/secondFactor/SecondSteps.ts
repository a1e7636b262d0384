import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  CodeSent,
  SecondProof,
  SecondStep,
  SecondWay,
} from '@conclave/shared/wire/secondFactorApi';
import type { Clock } from '../../ops/Clock.ts';
import type { Log } from '../../ops/Log.ts';
import type { FactorRow, SecondFactorStore } from '../../store/SecondFactorStore.ts';
import type { OpenStep, ProvenBefore, SecondStepStore } from '../../store/SecondStepStore.ts';
import type { AttemptLimit } from '../AttemptLimit.ts';
import { newToken, tokenHash } from '../tokens.ts';
import { newTextCode, plainBackupCode, plainDigits } from './codes.ts';
import type { FactorSeal } from './FactorSeal.ts';
import type { SecondFactorPolicy } from './SecondFactorPolicy.ts';
import type { TextCodes } from './TextCodes.ts';
import { totpStep } from './totp.ts';

const HOUR_MS = 3_600_000;
/** [T17] How long an attempt may take, and a code that was sent counts. */
export const STEP_MS = 10 * 60_000;
/** Codes that may be typed for one attempt. */
export const STEP_TRIES = 5;
/**
 * For an account, by app and text, over all attempts. Whoever gets here has its password; with a
 * million codes of which three count, more would be a guess a day for a fast guesser. Codes from
 * paper are not counted here, so that its owner comes in all the same.
 */
export const TRIES_PER_HOUR = 15;

/** What was proven already, and where. */
export interface Before {
  readonly accountId: AccountId;
  readonly after: ProvenBefore;
  /** The sign-in that wants to change something; null while signing in. */
  readonly signIn: string | null;
}

export interface SecondStepsParts {
  readonly factors: SecondFactorStore;
  readonly steps: SecondStepStore;
  readonly texts: TextCodes;
  readonly seal: FactorSeal;
  readonly policy: SecondFactorPolicy;
  readonly attempts: AttemptLimit;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The second proof. After a password or a kit was right, a ticket is handed out that can do one
 * thing: take a code. A proven ticket is then shown together with the same password or kit again,
 * so that a stolen one is worth nothing by itself.
 */
export class SecondSteps {
  readonly #parts: SecondStepsParts;

  constructor(parts: SecondStepsParts) {
    this.#parts = parts;
  }

  /** Undefined if the second proof is given, or none is asked for; else what to answer. */
  async ask(
    before: Before,
    ticket: string | null,
    { use }: { use: boolean },
  ): Promise<SecondStep | undefined> {
    const factors = await this.#parts.factors.factors(before.accountId);
    if (factors.length === 0) return undefined;
    if (ticket === null) return this.#begin(before, factors);
    await this.demand(before, ticket, { use });
    return undefined;
  }

  /** `stepOver` unless the ticket was proven for just this. */
  async demand(before: Before, ticket: string, { use }: { use: boolean }): Promise<void> {
    const { steps, clock } = this.#parts;
    const named = { ticketHash: tokenHash(ticket), ...before };
    if (!(await steps.proven(named, { now: clock.now(), use }))) throw new RefusedError('stepOver');
  }

  /** A ticket that needs no proof: for accounts that have nothing to prove it with. */
  async proven(before: Before): Promise<string> {
    const now = this.#parts.clock.now();
    return this.#insert(before, { provenAt: now, expiresAt: now + STEP_MS });
  }

  /** Answers an attempt; `wrongCode`, `stepOver` or `tooMany` if that does not work. */
  async prove({ ticket, way, code }: SecondProof, ip: string): Promise<void> {
    const { steps, clock, log, attempts } = this.#parts;
    const attempt = await attempts.take({ ip });
    const hash = tokenHash(ticket);
    const step = await steps.tryOne(hash, { maxTries: STEP_TRIES, now: clock.now() });
    if (step === undefined) throw new RefusedError('stepOver');
    if (way !== 'backup') await this.#countTry(step.accountId);
    if (!(await this.#fits(step, { hash, way, code }))) {
      log.security('second-step.refused', { address: ip });
      throw new RefusedError('wrongCode');
    }
    await steps.prove(hash, clock.now());
    await steps.forgetTries(step.accountId);
    await attempt.succeeded();
  }

  /** Sends the code of an attempt. Another one ends the one before. */
  async sendCode(ticket: string, ip: string): Promise<CodeSent> {
    const { steps, factors, texts, seal, clock } = this.#parts;
    const hash = tokenHash(ticket);
    const step = await steps.find(hash, clock.now());
    if (step === undefined) throw new RefusedError('stepOver');
    const { accountId } = step;
    const rows = await factors.factors(accountId);
    const sms = rows.find(({ kind }) => kind === 'sms');
    if (sms === undefined || !(await this.#ways(accountId, rows)).includes('sms')) {
      throw new RefusedError('notAllowed');
    }
    const code = newTextCode();
    const number = seal.open(sms.sealedValue, { accountId, kind: 'sms' });
    const againAt = await texts.send({ accountId, number, code, ip });
    const codeHash = seal.hash('code', hash, code);
    await steps.setCode(hash, { codeHash, codeExpiresAt: clock.now() + STEP_MS });
    return { againAt };
  }

  async #begin(before: Before, factors: readonly FactorRow[]): Promise<SecondStep> {
    const { steps, seal, clock } = this.#parts;
    const { accountId } = before;
    const now = clock.now();
    await steps.deleteOld(now);
    const until = now + STEP_MS;
    const ticket = await this.#insert(before, { provenAt: null, expiresAt: until });
    const ways = await this.#ways(accountId, factors);
    const sms = ways.includes('sms') ? factors.find(({ kind }) => kind === 'sms') : undefined;
    const number = sms && seal.open(sms.sealedValue, { accountId, kind: 'sms' });
    return { state: 'secondStep', ticket, ways, numberEnd: number?.slice(-2) ?? null, until };
  }

  async #insert(
    before: Before,
    times: { provenAt: number | null; expiresAt: number },
  ): Promise<string> {
    const ticket = newToken();
    await this.#parts.steps.insert({ ticketHash: tokenHash(ticket), ...before, ...times });
    return ticket;
  }

  /** The best first. Texts only where allowed, unless there is nothing else: nobody is locked out. */
  async #ways(accountId: AccountId, factors: readonly FactorRow[]): Promise<SecondWay[]> {
    const { texts, policy } = this.#parts;
    const totp = factors.some(({ kind }) => kind === 'totp');
    const sms = factors.some(({ kind }) => kind === 'sms') && texts.offered;
    const textsAllowed = sms && (!totp || (await policy.of(accountId)).textMessages);
    return [
      ...(totp ? ['totp' as const] : []),
      ...(textsAllowed ? ['sms' as const] : []),
      'backup',
    ];
  }

  async #countTry(accountId: AccountId): Promise<void> {
    const { steps, clock } = this.#parts;
    const now = clock.now();
    const tries = await steps.countTry(accountId, { now, windowStart: now - HOUR_MS });
    if (tries > TRIES_PER_HOUR) throw new RefusedError('tooMany');
  }

  async #fits(
    step: OpenStep,
    { hash, way, code }: { hash: string; way: SecondWay; code: string },
  ): Promise<boolean> {
    const { factors, seal } = this.#parts;
    const { accountId } = step;
    switch (way) {
      case 'totp':
        return this.#fitsTotp(accountId, code);
      case 'sms':
        return this.#fitsText(step, { hash, code: plainDigits(code) });
      case 'backup':
        return factors.takeCode(accountId, seal.hash('backup', accountId, plainBackupCode(code)));
    }
  }

  async #fitsTotp(accountId: AccountId, code: string): Promise<boolean> {
    const { factors, seal, clock } = this.#parts;
    const rows = await factors.factors(accountId);
    const totp = rows.find(({ kind }) => kind === 'totp');
    if (totp === undefined) return false;
    const secret = seal.open(totp.sealedValue, { accountId, kind: 'totp' });
    const used = totpStep(secret, code, clock.now());
    return used !== undefined && factors.useStep(accountId, used);
  }

  /** Bound to the attempt for which it was sent. */
  async #fitsText(
    { codeHash, codeExpiresAt }: OpenStep,
    { hash, code }: { hash: string; code: string },
  ): Promise<boolean> {
    const { steps, seal, clock } = this.#parts;
    const typed = seal.hash('code', hash, code);
    if (codeHash !== typed || (codeExpiresAt ?? 0) <= clock.now()) return false;
    return steps.takeCode(hash, typed);
  }
}
