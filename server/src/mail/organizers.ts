import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { Organizer } from '@conclave/shared/mail/MailOrder';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { AccountStore } from '../store/AccountStore.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';

export interface OrganizerParts {
  readonly accounts: Pick<AccountStore, 'byId' | 'isAway'>;
  /** Throws `lapsed` for accounts of companies that may not hold meetings. */
  readonly requireActive: (id: AccountId) => Promise<void>;
}

/**
 * [R30] Who sends, as the account says: a browser cannot send in another's name. Whoever may not hold
 * meetings may not mail about them either, and nobody from an address that was not proven.
 */
export function organizerIn({ accounts, requireActive }: OrganizerParts) {
  return async (id: AccountId): Promise<Organizer> => {
    const account = await accounts.byId(id);
    if (account === undefined || (await accounts.isAway(id))) throw new RefusedError('notAllowed');
    if (account.addressVerifiedAt === null) throw new RefusedError('addressUnverified');
    await requireActive(id);
    const { firstName, lastName, accountName, address } = account;
    return { name: `${firstName} ${lastName}`, accountName, address };
  };
}

/** Refuses mailings for meetings that are not the account's (T15). */
export function ownMeetingIn(meetings: MeetingStore) {
  return async (accountId: AccountId, meetingId: MeetingId): Promise<void> => {
    const meeting = await meetings.find(meetingId);
    if (meeting?.accountId !== accountId) throw new RefusedError('notFound');
  };
}
