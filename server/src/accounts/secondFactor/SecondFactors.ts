import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  BackupCodes,
  CodeSent,
  FactorConfirmed,
  FactorKind,
  SecondFactorState,
  TotpOffer,
} from '@conclave/shared/wire/secondFactorApi';
import type { Clock } from '../../ops/Clock.ts';
import type { Queries } from '../../store/Database.ts';
import type { SecondFactorStore } from '../../store/SecondFactorStore.ts';
import { newBackupCodes, newTextCode, plainBackupCode, plainDigits } from './codes.ts';
import type { AccountMails } from '../AccountMails.ts';
import type { Caller, SignIns } from '../SignIns.ts';
import type { UndoLink, UndoPoints } from '../UndoPoints.ts';
import type { FactorSeal } from './FactorSeal.ts';
import type { SecondFactorPolicy } from './SecondFactorPolicy.ts';
import { STEP_MS, STEP_TRIES } from './SecondSteps.ts';
import type { TextCodes } from './TextCodes.ts';
import { newTotpSecret, totpStep, totpUri } from './totp.ts';

export interface SecondFactorsParts {
  readonly store: SecondFactorStore;
  readonly texts: TextCodes;
  readonly seal: FactorSeal;
  readonly policy: SecondFactorPolicy;
  readonly mails: AccountMails;
  readonly undoPoints: UndoPoints;
  readonly signIns: Pick<SignIns, 'holdIn'>;
  readonly clock: Clock;
}

/** Whose sign-in changes something. */
type Holder = Pick<Caller, 'accountId' | 'signInId'>;

/** What an account has as second factors, and how that changes. Whoever calls has proven what must be. */
export class SecondFactors {
  readonly #parts: SecondFactorsParts;

  constructor(parts: SecondFactorsParts) {
    this.#parts = parts;
  }

  async state(accountId: AccountId): Promise<SecondFactorState> {
    const { store, seal, policy, texts } = this.#parts;
    const { secondFactor: rule, textMessages } = await policy.of(accountId);
    const rows = await store.factors(accountId);
    return {
      rule,
      textMessages: textMessages && texts.offered,
      factors: rows.map(({ kind, since, sealedValue }) => {
        const number = kind === 'sms' ? seal.open(sealedValue, { accountId, kind }) : undefined;
        return { kind, since, numberEnd: number?.slice(-2) ?? null };
      }),
      backupCodesLeft: await store.countCodes(accountId),
    };
  }

  /** Whether the account must set one up before anything else. */
  async isMissing(accountId: AccountId): Promise<boolean> {
    const { store, policy } = this.#parts;
    if (await store.has(accountId)) return false;
    return (await policy.of(accountId)).secondFactor === 'required';
  }

  /** A secret for an app. It counts once a code of it was typed. */
  async offerTotp(accountId: AccountId, address: string): Promise<TotpOffer> {
    await this.#mayAdd(accountId, 'totp');
    const secret = newTotpSecret();
    await this.#offer(accountId, { kind: 'totp', value: secret, codeHash: null });
    return { secret, uri: totpUri(secret, address) };
  }

  /** Sends a code to a number. It counts once that code was typed. */
  async offerNumber(accountId: AccountId, number: string, ip: string): Promise<CodeSent> {
    await this.#mayAdd(accountId, 'sms');
    const { texts, seal } = this.#parts;
    const code = newTextCode();
    const againAt = await texts.send({ accountId, number, code, ip });
    const codeHash = seal.hash('offer', accountId, code);
    await this.#offer(accountId, { kind: 'sms', value: number, codeHash });
    return { againAt };
  }

  /** Sets up what was offered; with the first of them, codes for paper. */
  async confirm(caller: Holder, kind: FactorKind, code: string): Promise<FactorConfirmed> {
    const { accountId } = caller;
    const { store, seal, mails, clock } = this.#parts;
    const now = clock.now();
    const offer = await store.tryOffer({ accountId, kind }, { maxTries: STEP_TRIES, now });
    if (offer === undefined) throw new RefusedError('stepOver');
    const value = seal.open(offer.sealedValue, { accountId, kind });
    const used = kind === 'totp' ? totpStep(value, code, now) : undefined;
    const sent = seal.hash('offer', accountId, plainDigits(code));
    if (kind === 'totp' ? used === undefined : offer.codeHash !== sent) {
      throw new RefusedError('wrongCode');
    }
    const [undo, backupCodes] = await this.#changing(caller, async (queries) => {
      if (!(await store.removeOffer(queries, accountId, kind))) throw new RefusedError('stepOver');
      const row = { kind, sealedValue: seal.seal(value, { accountId, kind }), since: now };
      await store.put(queries, accountId, row);
      const left = await store.countCodes(accountId, queries);
      return left > 0 ? null : this.#newCodes(queries, accountId);
    });
    // The code that confirmed it has been used.
    if (used !== undefined) await store.useStep(accountId, used);
    await mails.secondFactorChanged(accountId, 'on', undo);
    return { backupCodes };
  }

  /** Ten new codes; those before serve no more. */
  async renewCodes(caller: Holder): Promise<BackupCodes> {
    const { accountId } = caller;
    const { store, mails } = this.#parts;
    const [undo, backupCodes] = await this.#changing(caller, async (queries) => {
      const factors = await store.factors(accountId, queries);
      if (factors.length === 0) throw new RefusedError('notNow');
      return this.#newCodes(queries, accountId);
    });
    await mails.secondFactorChanged(accountId, 'codesRenewed', undo);
    return { backupCodes };
  }

  /** Removes one. With the last of them the codes go too, which the company may not allow. */
  async turnOff(caller: Holder, kind: FactorKind): Promise<void> {
    const { accountId } = caller;
    const { store, policy, texts, mails } = this.#parts;
    const { secondFactor } = await policy.of(accountId);
    const [undo, isLast] = await this.#changing(caller, async (queries) => {
      if (!(await store.remove(queries, accountId, kind))) throw new RefusedError('notNow');
      const left = await store.factors(accountId, queries);
      if (left.length > 0) return false;
      if (secondFactor === 'required') throw new RefusedError('notAllowed');
      await store.replaceCodes(queries, accountId, []);
      return true;
    });
    if (kind === 'sms') await texts.forgetOf(accountId);
    await mails.secondFactorChanged(accountId, isLast ? 'off' : 'fewer', undo);
  }

  /** While the caller stays signed in, and beside a link that takes it back. */
  #changing<Result>(
    caller: Holder,
    work: (queries: Queries) => Promise<Result>,
  ): Promise<[UndoLink, Result]> {
    const { store, signIns, undoPoints } = this.#parts;
    return store.transaction(async (queries) => {
      await undoPoints.hold(queries, caller.accountId);
      await signIns.holdIn(queries, caller);
      const undo = await undoPoints.put(queries, caller.accountId);
      return [undo, await work(queries)];
    });
  }

  async #mayAdd(accountId: AccountId, kind: FactorKind): Promise<void> {
    const { policy, texts } = this.#parts;
    const { secondFactor, textMessages } = await policy.of(accountId);
    if (secondFactor === 'off') throw new RefusedError('notAllowed');
    if (kind === 'sms' && !(textMessages && texts.offered)) throw new RefusedError('notAllowed');
  }

  async #offer(
    accountId: AccountId,
    offer: { kind: FactorKind; value: string; codeHash: string | null },
  ): Promise<void> {
    const { store, seal, clock } = this.#parts;
    const { kind, value, codeHash } = offer;
    const sealedValue = seal.seal(value, { accountId, kind });
    const expiresAt = clock.now() + STEP_MS;
    await store.putOffer({ accountId, kind, sealedValue, codeHash, expiresAt });
  }

  async #newCodes(queries: Queries, accountId: AccountId): Promise<string[]> {
    const { store, seal } = this.#parts;
    const codes = newBackupCodes();
    const hashes = codes.map((code) => seal.hash('backup', accountId, plainBackupCode(code)));
    await store.replaceCodes(queries, accountId, hashes);
    return codes;
  }
}
