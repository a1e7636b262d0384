import { expect, it } from 'vitest';
import type { AccountId } from '../../shared/src/ids.ts';
import {
  BROWSER_MS,
  KnownBrowsers,
  TOLD_PER_DAY,
  TOLD_WITHIN_MS,
} from '../../server/src/accounts/KnownBrowsers.ts';
import { clockRules } from '../../server/src/retention/clockRules.ts';
import { AttemptStore } from '../../server/src/store/AttemptStore.ts';
import { BrowserStore } from '../../server/src/store/BrowserStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { LONGEST, PEPPER } from '../support/retentionWorld.ts';
import { newAccountIn } from '../support/storedAccount.ts';

const DAY_MS = 24 * 3_600_000;

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const told: AccountId[] = [];
  const newSignIn = (id: AccountId): Promise<void> => {
    told.push(id);
    return Promise.resolve();
  };
  const store = new BrowserStore(database);
  const counted = { database, clock, pepper: PEPPER, what: 'new sign-in', perMs: TOLD_WITHIN_MS };
  const counts = new AttemptStore(counted);
  const browsers = new KnownBrowsers({ store, clock, counts, mails: { newSignIn } });
  return { browsers, database, clock, told, accountId: await newAccountIn(database, clock) };
}

describeDatabases('[V-22] a sign-in in a browser', (open) => {
  it('that the account knows tells nobody; in any other its owner is told, once', async () => {
    const { browsers, accountId, told } = await setting(open);
    const own = await browsers.known(accountId, undefined);
    expect(await browsers.signedIn(accountId, own)).toBe(own);
    expect(told).toEqual([]);
    const other = await browsers.signedIn(accountId, undefined);
    expect(other).not.toBe(own);
    expect(told).toEqual([accountId]);
    await browsers.signedIn(accountId, other);
    expect(told).toHaveLength(1);
  });

  it('with a cookie that somebody made up, or of another account, is in another', async () => {
    const { browsers, database, clock, accountId, told } = await setting(open);
    const neighbour = await newAccountIn(database, clock);
    const theirs = await browsers.known(neighbour, undefined);
    expect(await browsers.signedIn(accountId, theirs)).toBe(theirs);
    expect(await browsers.signedIn(accountId, 'x; Path=/')).toMatch(/^[\w-]{43}$/u);
    expect(told).toEqual([accountId, accountId]);
    // Neither the cookie, nor that two accounts share a browser, is in the database.
    const rows = await database.query.selectFrom('known_browser').select('browser_hash').execute();
    const hashes = rows.map((row) => row.browser_hash);
    expect(new Set(hashes).size).toBe(3);
    expect(hashes).not.toContain(theirs);
  });

  it('[R66] is mailed three times a day and no more', async () => {
    const { browsers, accountId, clock, told } = await setting(open);
    // More than are remembered: what is forgotten was mailed all the same.
    for (let n = 0; n < 30; n++) {
      await browsers.signedIn(accountId, undefined);
      clock.advance(1);
    }
    expect(told).toHaveLength(TOLD_PER_DAY);
    clock.advance(DAY_MS);
    await browsers.signedIn(accountId, undefined);
    expect(told).toHaveLength(TOLD_PER_DAY + 1);
  });

  it('is remembered for twenty of them, the latest, and as long as the cookie lasts', async () => {
    const { browsers, database, accountId, clock, told } = await setting(open);
    const first = await browsers.known(accountId, undefined);
    for (let n = 0; n < 20; n++) {
      clock.advance(1);
      await browsers.known(accountId, undefined);
    }
    const rows = await database.query.selectFrom('known_browser').select('seen_at').execute();
    expect(rows).toHaveLength(20);
    await browsers.signedIn(accountId, first);
    expect(told).toEqual([accountId]);
    const rule = clockRules(LONGEST).find(({ table }) => table === 'known_browser');
    expect(rule).toMatchObject({ since: 'seen_at', keepMs: BROWSER_MS });
  });
});
