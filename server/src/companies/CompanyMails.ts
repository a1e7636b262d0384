import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { MemberChange } from '@conclave/shared/wire/companyApi';
import type { Mailer } from '../mail/Mailer.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { MemberRow, MemberStore } from '../store/MemberStore.ts';
import type { CompanyInvite } from './Companies.ts';
import type { Admin } from './CompanyCallers.ts';

export interface CompanyMailsParts {
  readonly companies: CompanyStore;
  readonly members: MemberStore;
  readonly mailer: Mailer | undefined;
}

/** What people are told by mail about their place in a company. Without a mailer nobody is. */
export class CompanyMails {
  readonly #parts: CompanyMailsParts;

  constructor(parts: CompanyMailsParts) {
    this.#parts = parts;
  }

  /** `addressUnverified` for admins whose address was not proven: a mail to others would carry their name. */
  async requireMayMail({ accountId }: Admin): Promise<void> {
    const admin = await this.#parts.members.find(accountId);
    if (admin?.addressVerifiedAt == null) throw new RefusedError('addressUnverified');
  }

  /** Whether the link is on its way. The address goes with the mail and is not kept. */
  async invited(admin: Admin, to: string, invite: CompanyInvite): Promise<boolean> {
    const { mailer, members } = this.#parts;
    const inviter = await members.find(admin.accountId);
    if (mailer === undefined || inviter === undefined) return false;
    mailer.send({
      kind: 'invitedOrganizer',
      to,
      language: mailLanguageOf(inviter.language),
      inviter: `${inviter.firstName} ${inviter.lastName}`,
      accountName: await this.#accountName(admin),
      path: `/register#invite=${invite.token}`,
      until: invite.expiresAt,
    });
    return true;
  }

  /** To somebody who was suspended, restored or removed. Another role is seen at the next sign-in. */
  async changed(admin: Admin, member: MemberRow, { to }: MemberChange): Promise<void> {
    const { mailer } = this.#parts;
    if (mailer === undefined || to === 'role') return;
    const about = {
      to: member.address,
      language: mailLanguageOf(member.language),
      accountName: await this.#accountName(admin),
    };
    if (to === 'active') mailer.send({ kind: 'restoredOrganizer', ...about, path: '/sign-in' });
    else if (to === 'suspended') mailer.send({ kind: 'suspendedOrganizer', ...about });
    else mailer.send({ kind: 'removedOrganizer', ...about });
  }

  async #accountName({ companyId }: Admin): Promise<string | null> {
    return (await this.#parts.companies.find(companyId))?.accountName ?? null;
  }
}
