import type { SignIns } from '../accounts/SignIns.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Mailer } from '../mail/Mailer.ts';
import { AuditStore } from '../store/AuditStore.ts';
import { CompanyStore } from '../store/CompanyStore.ts';
import { ConsentTextStore } from '../store/ConsentTextStore.ts';
import { DeputyStore } from '../store/DeputyStore.ts';
import type { Database } from '../store/Database.ts';
import { MemberStore } from '../store/MemberStore.ts';
import { PolicyStore } from '../store/PolicyStore.ts';
import { RightsStore } from '../store/RightsStore.ts';
import { UsageStore } from '../store/UsageStore.ts';
import { Audit } from './Audit.ts';
import { Companies } from './Companies.ts';
import { CompanyCallers } from './CompanyCallers.ts';
import { CompanyMails } from './CompanyMails.ts';
import { ConsentTexts } from './ConsentTexts.ts';
import { Members } from './Members.ts';
import { Policies } from './Policies.ts';
import { Usage } from './Usage.ts';

export interface CompanyPartsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly signIns: SignIns;
  /** Undefined: nobody is mailed. */
  readonly mailer: Mailer | undefined;
  /** [R79] How long a lapsed company can come back, where that is less than what was promised at most. */
  readonly lapsedMs?: number;
}

/** Everything about companies, for main.ts, the routes and the operator. */
export interface CompanyParts {
  readonly callers: CompanyCallers;
  readonly companies: Companies;
  readonly mails: CompanyMails;
  readonly members: Members;
  readonly policies: Policies;
  readonly texts: ConsentTexts;
  readonly usage: Usage;
  readonly audit: Audit;
}

export function buildCompanies(options: CompanyPartsOptions): CompanyParts {
  const { database, clock, signIns, mailer, lapsedMs } = options;
  const companies = new CompanyStore(database);
  const members = new MemberStore(database);
  const policies = new PolicyStore(database);
  const rights = new RightsStore(database);
  const audit = new Audit({ store: new AuditStore(database), clock });
  return {
    callers: new CompanyCallers({ signIns, members }),
    companies: new Companies({ companies, audit, clock }),
    mails: new CompanyMails({ companies, members, mailer }),
    members: new Members({
      ...{ companies, members, audit, signIns, clock },
      deputies: new DeputyStore(database),
    }),
    policies: new Policies({ companies, members, policies, rights, audit, clock, lapsedMs }),
    texts: new ConsentTexts({ companies, store: new ConsentTextStore(database), audit, clock }),
    usage: new Usage({ store: new UsageStore(database), clock }),
    audit,
  };
}
