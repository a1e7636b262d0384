import { AccountApi } from '../vault/AccountApi.ts';
import { argon2InWorker } from '../vault/argon2InWorker.ts';
import { HttpApi } from '../vault/HttpApi.ts';
import { openVaultStorage } from '../vault/IndexedDbVaultStorage.ts';
import type { Tools } from '../vault/signIn.ts';
import { CurrentAccount } from './CurrentAccount.svelte.ts';
import { Questions } from './Questions.svelte.ts';
import { SecondFactorApi } from './secondFactor/SecondFactorApi.ts';
import { BroadcastTabWord } from './TabWord.ts';

let account: CurrentAccount | undefined;

/**
 * The account of this browser. One for the page's life, made when a route first asks: it must outlive
 * the routes, and visitors without an account never load it.
 */
export function currentAccount(): CurrentAccount {
  account ??= makeAccount();
  return account;
}

function makeAccount(): CurrentAccount {
  const questions = new Questions();
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => void account?.ended(),
    enrol: () => questions.enrol(),
  });
  return new CurrentAccount({
    tools: browserTools(http, questions),
    tabs: new BroadcastTabWord(),
    questions,
    secondFactor: new SecondFactorApi(http),
  });
}

async function browserTools(http: HttpApi, questions: Questions): Promise<Tools> {
  return {
    api: new AccountApi(http),
    storage: await openVaultStorage(),
    argon2: argon2InWorker,
    secondStep: (step) => questions.secondStep(step),
  };
}
