import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { AccountId } from '../../shared/src/ids.ts';
import type { Clock } from '../../server/src/ops/Clock.ts';
import { AccountStore } from '../../server/src/store/AccountStore.ts';
import { CompanyStore } from '../../server/src/store/CompanyStore.ts';
import type { Database } from '../../server/src/store/Database.ts';

/** An account as a row, for tests of what belongs to accounts. */
export async function newAccountIn(database: Database, clock: Clock): Promise<AccountId> {
  const id = v.parse(AccountId, toBase64Url(randomBytes(16)));
  const now = clock.now();
  await database.transaction(async (queries) => {
    await new CompanyStore(database).insert(queries, {
      ...{ id: `company-${id}`, accountName: null, companyName: null, createdAt: now },
    });
    await new AccountStore(database).insert(queries, {
      ...{ id, companyId: `company-${id}`, address: `${id.toLowerCase()}@hallwerk.example` },
      ...{ firstName: 'Mara', lastName: 'Feldhaus', language: 'en', role: 'admin' },
      ...{ termsVersion: '1', dpaVersion: '1', registeredAt: now, registeredFrom: null },
    });
  });
  return id;
}
