import type { AccountId } from '@conclave/shared/ids';
import {
  AuditPage,
  Belongings,
  CompanyUsage,
  ConsentText,
  ConsentTextHistory,
  ConsentTextList,
  MadeInvite,
  MemberList,
  PolicyInForce,
  type InviteMember,
  type MemberChange,
  type NewConsentText,
  type NewConsentTextVersion,
  type PolicyChange,
} from '@conclave/shared/wire/companyApi';
import * as v from 'valibot';
import { HttpApi } from '../vault/HttpApi.ts';

/** What a company's admins ask of the server, request by request. */
export class CompanyApi {
  readonly #http: HttpApi;

  /** To this origin. `onSignedOut`: the server says that nobody is signed in. */
  constructor(onSignedOut: () => void) {
    this.#http = new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut });
  }

  policy(): Promise<PolicyInForce> {
    return this.#http.ask({ method: 'GET', path: '/api/company/policy' }, PolicyInForce);
  }

  setPolicy(body: PolicyChange): Promise<PolicyInForce> {
    return this.#http.ask({ method: 'PUT', path: '/api/company/policy', body }, PolicyInForce);
  }

  members(): Promise<MemberList> {
    return this.#http.ask({ method: 'GET', path: '/api/company/members' }, MemberList);
  }

  changeMember(id: AccountId, body: MemberChange): Promise<void> {
    return this.#http.tell({ method: 'PATCH', path: `/api/company/members/${id}`, body });
  }

  belongings(id: AccountId): Promise<Belongings> {
    const path = `/api/company/members/${id}/belongings` as const;
    return this.#http.ask({ method: 'GET', path }, Belongings);
  }

  invite(body: InviteMember): Promise<MadeInvite> {
    return this.#http.ask({ method: 'POST', path: '/api/company/invites', body }, MadeInvite);
  }

  takeBack(inviteId: string): Promise<void> {
    return this.#http.tell({ method: 'DELETE', path: `/api/company/invites/${inviteId}` });
  }

  async texts(): Promise<ConsentText[]> {
    const ask = { method: 'GET', path: '/api/company/texts' } as const;
    return (await this.#http.ask(ask, ConsentTextList)).texts;
  }

  addText(body: NewConsentText): Promise<ConsentText> {
    return this.#http.ask({ method: 'POST', path: '/api/company/texts', body }, ConsentText);
  }

  /** Returns the number of the new version. */
  async writeText(textId: string, body: NewConsentTextVersion): Promise<number> {
    const path = `/api/company/texts/${textId}/versions` as const;
    const made = v.strictObject({ version: v.number() });
    return (await this.#http.ask({ method: 'POST', path, body }, made)).version;
  }

  async history(textId: string): Promise<ConsentTextHistory['versions']> {
    const path = `/api/company/texts/${textId}/versions` as const;
    return (await this.#http.ask({ method: 'GET', path }, ConsentTextHistory)).versions;
  }

  retireText(textId: string, retired: boolean): Promise<void> {
    const path = `/api/company/texts/${textId}` as const;
    return this.#http.tell({ method: 'PATCH', path, body: { retired } });
  }

  usage(): Promise<CompanyUsage> {
    return this.#http.ask({ method: 'GET', path: '/api/company/usage' }, CompanyUsage);
  }

  audit(before?: number): Promise<AuditPage> {
    const query = before === undefined ? '' : `?before=${before}`;
    return this.#http.ask({ method: 'GET', path: `/api/company/audit${query}` }, AuditPage);
  }
}
