import type { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import { AccountStore } from '../store/AccountStore.ts';
import { CompanyStore } from '../store/CompanyStore.ts';
import type { Database } from '../store/Database.ts';
import { SignInStore } from '../store/SignInStore.ts';
import { VaultStore } from '../store/VaultStore.ts';
import { AttemptLimit } from './AttemptLimit.ts';
import { AuthHashes } from './AuthHashes.ts';
import { Credentials } from './Credentials.ts';
import { Login } from './Login.ts';
import { Prelogin } from './Prelogin.ts';
import { Profiles } from './Profiles.ts';
import { Registrar } from './Registrar.ts';
import { SignIns } from './SignIns.ts';
import { Vaults } from './Vaults.ts';

export interface AccountsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly pepper: Secret<string>;
  readonly registration: 'open' | 'invite' | 'closed';
}

/** Everything about accounts, for main.ts and for the routes. */
export interface Accounts {
  readonly signIns: SignIns;
  readonly registrar: Registrar;
  readonly prelogin: Prelogin;
  readonly login: Login;
  readonly credentials: Credentials;
  readonly profiles: Profiles;
  readonly vaults: Vaults;
}

export function buildAccounts(options: AccountsOptions): Accounts {
  const { database, clock, log, pepper, registration: mode } = options;
  const accounts = new AccountStore(database);
  const companies = new CompanyStore(database);
  const vaults = new VaultStore(database);
  const hashes = new AuthHashes(pepper);
  const attempts = new AttemptLimit();
  const signIns = new SignIns({ store: new SignInStore(database), clock });
  const login = new Login({ accounts, hashes, attempts, log });
  return {
    signIns,
    login,
    registrar: new Registrar({
      mode,
      accounts,
      companies,
      vaults,
      hashes,
      signIns,
      attempts: new AttemptLimit(),
      clock,
    }),
    prelogin: new Prelogin({ store: accounts, pepper }),
    credentials: new Credentials({ accounts, vaults, hashes, login, signIns }),
    profiles: new Profiles(accounts),
    vaults: new Vaults(vaults),
  };
}
