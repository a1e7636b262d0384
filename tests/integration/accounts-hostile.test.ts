import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Prelogin, Recovery, SignedIn } from '../../shared/src/wire/accountApi.ts';
import { changePassword, renewKit } from '../../web/src/lib/vault/credentials.ts';
import { recover } from '../../web/src/lib/vault/recover.ts';
import { NodeBrowser, PASSWORD } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';

// The real server, lying in what it says: each lie is refused, and nothing more is sent (T24).

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());
const browser = (): NodeBrowser => new NodeBrowser(server.origin);

const NEXT = 'another long password';
const otherSalt = 'AAECAwQFBgcICQoLDA0ODw';

/** Answers one path with what `change` makes of the truth. */
function lying(path: string, change: (said: unknown) => unknown): NodeBrowser {
  const one = browser();
  one.lie = (asked, said) => (asked === path ? change(said) : said);
  return one;
}

async function expectRefusal(
  one: NodeBrowser,
  attempt: Promise<unknown>,
  { code, last }: { code: string; last: string },
): Promise<void> {
  await expect(attempt).rejects.toMatchObject({ name: 'VaultRefusal', code });
  expect(one.asked.at(-1)).toBe(last);
  const asked = one.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(one.asked).toHaveLength(asked);
}

it.each([
  ['a lowered cost', { memoryKib: 8 * 1024 }, 'kdfTooWeak'],
  ['one pass', { iterations: 1 }, 'kdfTooWeak'],
  ['a legacy algorithm', { algorithm: 'pbkdf2-sha256' }, 'kdfUnknown'],
  ['a cost that hangs the page', { iterations: 5_000 }, 'kdfTooCostly'],
  ['an empty salt', { salt: '' }, 'kdfSalt'],
])('[T24] refuses %s before the password leaves its derivation', async (_what, change, code) => {
  const { account } = await browser().register();
  const one = lying('/api/prelogin', (said) => {
    const { kdf } = v.parse(Prelogin, said);
    return { kdf: { ...kdf, ...change } };
  });
  const last = 'POST /api/prelogin';
  await expectRefusal(one, one.signIn(account.address), { code, last });
});

it('[T24] a swapped salt proves nothing to the server, and opens nothing', async () => {
  const { account } = await browser().register();
  const one = lying('/api/prelogin', (said) => {
    const { kdf } = v.parse(Prelogin, said);
    return { kdf: { ...kdf, salt: otherSalt } };
  });
  await expect(one.signIn(account.address)).rejects.toMatchObject({ code: 'wrongCredentials' });
});

const retold = (change: (said: SignedIn) => unknown) => (said: unknown) =>
  change(v.parse(SignedIn, said));

it.each<[string, (said: SignedIn) => unknown]>([
  [
    'another salt beside the wrapped key than the one it asked for',
    ({ opener, ...said }) => {
      const kdf = opener.kdf && { ...opener.kdf, salt: otherSalt };
      return { ...said, opener: { ...opener, kdf } };
    },
  ],
  [
    'an older version of the wrapped key',
    ({ opener, ...said }) => ({ ...said, opener: { ...opener, version: 7 } }),
  ],
  [
    'the id of somebody else',
    ({ account, ...said }) => ({
      ...said,
      account: { ...account, accountId: 'BBBBBBBBBBBBBBBBBBBBBA' },
    }),
  ],
  [
    'a damaged wrapped key',
    ({ opener, ...said }) => {
      const sealedVaultKey = `${opener.sealedVaultKey.slice(0, -6)}AAAAAA`;
      return { ...said, opener: { ...opener, sealedVaultKey } };
    },
  ],
])('[T24] refuses %s', async (_what, change) => {
  const { account } = await browser().register();
  const one = lying('/api/session', retold(change));
  const last = 'POST /api/session';
  await expectRefusal(one, one.signIn(account.address), { code: 'openerDoesNotFit', last });
});

it('[T24] refuses the wrapped key of another account, made with the same password', async () => {
  const { account } = await browser().register();
  const foreign = await browser().register();
  const other = browser();
  let theirs: SignedIn | undefined;
  other.lie = (path, said) => {
    if (path === '/api/session') theirs = v.parse(SignedIn, said);
    return said;
  };
  await other.signIn(foreign.account.address);
  const one = lying(
    '/api/session',
    retold((said) => ({ ...said, opener: theirs?.opener })),
  );
  const last = 'POST /api/session';
  await expectRefusal(one, one.signIn(account.address), { code: 'openerDoesNotFit', last });
});

/** What a server said to whoever signed in, to be said again later. */
async function record(address: string): Promise<ReadonlyMap<string, unknown>> {
  const said = new Map<string, unknown>();
  const one = browser();
  one.lie = (path, truth) => {
    said.set(path, truth);
    return truth;
  };
  await one.signIn(address);
  return said;
}

it('[T24] refuses a former password that the server honours again', async () => {
  const first = browser();
  const registered = await first.register();
  const { address } = registered.account;
  const former = await record(address);
  await changePassword({ present: PASSWORD, next: NEXT }, registered, first.tools);

  const one = browser();
  await one.signIn(address, NEXT);
  for (const path of ['/api/prelogin', '/api/session']) one.replayed.set(path, former.get(path));
  // The vault of today names a newer password.
  const code = 'openerOutdated';
  await expectRefusal(one, one.signIn(address), { code, last: 'GET /api/vault' });

  // With the vault of then beside it, this browser still knows that it has seen a newer one.
  one.replayed.set('/api/vault', former.get('/api/vault'));
  const rolledBack = { code: 'vaultRolledBack', last: 'GET /api/vault' };
  await expectRefusal(one, one.signIn(address), rolledBack);
});

it('[T24] refuses a former kit that the server honours again', async () => {
  const first = browser();
  const registered = await first.register();
  const { kitCode } = registered;
  const { address } = registered.account;
  const forgotten = { address, kitCode, password: NEXT };
  const said = new Map<string, unknown>();
  const former = browser();
  former.lie = (path, truth) => {
    said.set(path, truth);
    return truth;
  };
  await recover(forgotten, former.tools);
  const { account, vault } = await first.signIn(address, NEXT);
  await renewKit(NEXT, { account, vault }, first.tools);

  const { opener } = v.parse(Recovery, said.get('/api/recovery/open'));
  const one = browser();
  const { accountId } = account;
  one.replayed.set('/api/recovery/open', {
    state: 'recovery',
    accountId,
    opener,
    restored: null,
    vault: await first.tools.api.head(),
  });
  const last = 'POST /api/recovery/open';
  await expectRefusal(one, recover(forgotten, one.tools), { code: 'openerOutdated', last });
});

it('[T24] refuses a kit wrap of somebody else', async () => {
  const { account, kitCode } = await browser().register();
  const foreign = await browser().register();
  const said = new Map<string, unknown>();
  const theirs = browser();
  theirs.lie = (path, truth) => {
    said.set(path, truth);
    return truth;
  };
  const { address } = account;
  await recover(
    { address: foreign.account.address, kitCode: foreign.kitCode, password: NEXT },
    theirs.tools,
  );
  const one = lying('/api/recovery/open', () => said.get('/api/recovery/open'));
  const attempt = recover({ address, kitCode, password: NEXT }, one.tools);
  const last = 'POST /api/recovery/open';
  await expectRefusal(one, attempt, { code: 'openerDoesNotFit', last });
});
