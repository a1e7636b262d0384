import type { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Mailer } from '../mail/Mailer.ts';
import { AccountStore } from '../store/AccountStore.ts';
import { AddressStore } from '../store/AddressStore.ts';
import { AttemptStore } from '../store/AttemptStore.ts';
import { BrowserStore } from '../store/BrowserStore.ts';
import { CompanyStore } from '../store/CompanyStore.ts';
import type { Database } from '../store/Database.ts';
import { SignInStore } from '../store/SignInStore.ts';
import { UndoStore } from '../store/UndoStore.ts';
import { VaultStore } from '../store/VaultStore.ts';
import { AccountMails } from './AccountMails.ts';
import { Addresses } from './Addresses.ts';
import { AttemptLimit } from './AttemptLimit.ts';
import { AuthHashes } from './AuthHashes.ts';
import { Credentials } from './Credentials.ts';
import { KnownBrowsers, TOLD_WITHIN_MS } from './KnownBrowsers.ts';
import { Login } from './Login.ts';
import { Prelogin } from './Prelogin.ts';
import { Profiles } from './Profiles.ts';
import { Registrar } from './Registrar.ts';
import { buildSecondFactor } from './secondFactor/buildSecondFactor.ts';
import type { SecondFactorPolicy } from './secondFactor/SecondFactorPolicy.ts';
import type { SecondFactors } from './secondFactor/SecondFactors.ts';
import type { SecondSteps } from './secondFactor/SecondSteps.ts';
import type { TextCodes, Texting } from './secondFactor/TextCodes.ts';
import { SignIns } from './SignIns.ts';
import { TwoStepLogin } from './TwoStepLogin.ts';
import { UndoPoints } from './UndoPoints.ts';
import { Vaults } from './Vaults.ts';

export interface AccountsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly pepper: Secret<string>;
  readonly registration: 'open' | 'invite' | 'closed';
  /** What companies say of second factors; without it they are optional. */
  readonly policy?: SecondFactorPolicy;
  /** How texts are sent; without it nobody is offered any. */
  readonly texting?: Texting | undefined;
  /** By whom owners are told of changes and asked to prove addresses; without it nobody is. */
  readonly mailer?: Mailer | undefined;
}

const optional: SecondFactorPolicy = {
  of: () => Promise.resolve({ secondFactor: 'optional', textMessages: true }),
};

/** Everything about accounts, for main.ts and for the routes. */
export interface Accounts {
  readonly signIns: SignIns;
  readonly registrar: Registrar;
  readonly prelogin: Prelogin;
  readonly login: Login;
  readonly credentials: Credentials;
  readonly profiles: Profiles;
  readonly vaults: Vaults;
  readonly twoStep: TwoStepLogin;
  readonly steps: SecondSteps;
  readonly secondFactors: SecondFactors;
  readonly texts: TextCodes;
  readonly addresses: Addresses;
  readonly mails: AccountMails;
  readonly browsers: KnownBrowsers;
}

export function buildAccounts(options: AccountsOptions): Accounts {
  const { database, clock, log, pepper, registration: mode, policy = optional, texting } = options;
  const accounts = new AccountStore(database);
  const companies = new CompanyStore(database);
  const vaults = new VaultStore(database);
  const hashes = new AuthHashes(pepper);
  const attempts = AttemptLimit.of({ database, clock, pepper, what: 'sign-in' });
  const signIns = new SignIns({ store: new SignInStore(database), clock, policy });
  const store = new AddressStore(database);
  const undos = new UndoStore(database);
  const undoPoints = new UndoPoints({ addresses: store, store: undos, clock });
  const login = new Login({ accounts, hashes, attempts, undoPoints, log });
  const mails = new AccountMails({ accounts, undoPoints, mailer: options.mailer, clock });
  const told = { database, clock, log, pepper, policy, texting, mails, undoPoints, signIns };
  const second = buildSecondFactor(told);
  const { steps } = second;
  const credentials = new Credentials({
    ...{ accounts, vaults, hashes, login, signIns, steps, undoPoints, undos, mails },
  });
  const addresses = new Addresses({
    ...{ store, accounts, credentials, signIns, undoPoints, mails, clock },
  });
  const profiles = new Profiles(accounts);
  const shelf = new Vaults(vaults);
  const parts = { login, steps, signIns, profiles, vaults: shelf, credentials, clock };
  return {
    ...second,
    twoStep: new TwoStepLogin(parts),
    signIns,
    login,
    registrar: new Registrar({
      mode,
      accounts,
      companies,
      vaults,
      hashes,
      signIns,
      attempts: AttemptLimit.of({ database, clock, pepper, what: 'registration' }),
      addresses,
      clock,
    }),
    prelogin: new Prelogin({ store: accounts, pepper }),
    credentials,
    addresses,
    mails,
    browsers: new KnownBrowsers({
      ...{ store: new BrowserStore(database), mails, clock },
      counts: new AttemptStore({
        ...{ database, clock, pepper, what: 'new sign-in', perMs: TOLD_WITHIN_MS },
      }),
    }),
    profiles,
    vaults: shelf,
  };
}
