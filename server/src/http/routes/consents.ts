import { MeetingId, type AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { ConsentList, ConsentTaken, HandInConsent } from '@conclave/shared/wire/consentApi';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import type { Consents } from '../../consent/Consents.ts';
import type { Meetings } from '../../meetings/Meetings.ts';
import { requireLink } from '../../meetings/requireLink.ts';
import type { MeetingStore } from '../../store/MeetingStore.ts';
import type { Call } from '../Call.ts';
import { route, type Route } from '../Route.ts';

const One = v.strictObject({ meetingId: MeetingId });
const path = '/api/meetings/:meetingId/consents';

/** Somebody changes their mind a few times; a whole class may sit behind one address. */
const HAND_IN_LIMIT = { times: 120, perMs: 60_000 };

export interface ConsentRouteParts {
  readonly consents: Consents;
  readonly meetings: Meetings;
  readonly store: MeetingStore;
  readonly signIns: SignIns;
}

/** consent.md: taking sealed consents from participants, and giving them to the organizer. */
export function consentRoutes({ consents, meetings, store, signIns }: ConsentRouteParts): Route[] {
  const own = async (
    call: Call,
    id: MeetingId,
  ): Promise<{ id: MeetingId; accountId: AccountId }> => {
    const { accountId } = await signIns.requireAccount(call);
    await meetings.own(accountId, id);
    return { id, accountId };
  };
  return [
    route({
      method: 'POST',
      path,
      audience: 'link',
      takes: { params: One, body: HandInConsent },
      reply: ConsentTaken,
      limit: HAND_IN_LIMIT,
      async handle({ params: { meetingId }, body }, call) {
        const kind = await requireLink(call, meetingId, store);
        const [meeting, links] = await Promise.all([store.find(meetingId), store.links(meetingId)]);
        const version = links.find((link) => link.kind === kind)?.version;
        if (meeting === undefined || version === undefined) throw new RefusedError('linkUnknown');
        return consents.handIn(meeting, body, {
          link: `${kind} ${version}`,
          address: call.address,
        });
      },
    }),
    route({
      method: 'GET',
      path,
      audience: 'account',
      takes: { params: One },
      reply: ConsentList,
      async handle({ params }, call) {
        return consents.list(await own(call, params.meetingId));
      },
    }),
  ];
}
