import { toBase64Url } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  Acknowledgement,
  AskRequest,
  NewRequest,
  RequestAnswer,
  RequestId,
  RequestList,
  RequestStage,
  RightsChange,
  RightsStanding,
  ServedCard,
  ServerExport,
} from '@conclave/shared/wire/rightsApi';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import { requireLink } from '../../meetings/requireLink.ts';
import type { RightsServices } from '../../rights/buildRights.ts';
import type { MeetingStore } from '../../store/MeetingStore.ts';
import { route, type Route } from '../Route.ts';

export interface RightsRouteParts extends RightsServices {
  readonly signIns: SignIns;
  readonly store: MeetingStore;
}

const Meeting = v.strictObject({ meetingId: MeetingId });
const Request = v.strictObject({ requestId: RequestId });

/** An export reads everything of an account; nobody needs one every minute. */
const EXPORT_LIMIT = { times: 10, perMs: 600_000 };
/** A mail goes out for each. */
const REQUEST_LIMIT = { times: 10, perMs: 600_000 };
const LOOK_LIMIT = { times: 60, perMs: 60_000 };

/** [R95 to R110] What people may do about their own data. */
export function rightsRoutes(parts: RightsRouteParts): Route[] {
  return [...accountRights(parts), ...requestRoutes(parts)];
}

function accountRights({ rights, signIns }: RightsRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/rights',
      audience: 'account',
      takes: {},
      reply: RightsStanding,
      async handle(_input, call) {
        return rights.standing((await signIns.requireAccount(call)).accountId);
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/rights',
      audience: 'account',
      takes: { body: RightsChange },
      reply: RightsStanding,
      async handle({ body }, call) {
        return rights.change((await signIns.requireAccount(call)).accountId, body);
      },
    }),
    route({
      method: 'POST',
      path: '/api/rights/acknowledgement',
      audience: 'account',
      takes: { body: Acknowledgement },
      async handle({ body }, call) {
        await rights.acknowledge((await signIns.requireAccount(call)).accountId, body);
      },
    }),
    route({
      method: 'GET',
      path: '/api/rights/export',
      audience: 'account',
      takes: {},
      reply: ServerExport,
      limit: EXPORT_LIMIT,
      async handle(_input, call) {
        const { accountId, role } = await signIns.requireAccount(call);
        return rights.export(accountId, { admin: role === 'admin' });
      },
    }),
  ];
}

function requestRoutes({ requests, signIns, store }: RightsRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/meetings/:meetingId/requests',
      audience: 'link',
      takes: { params: Meeting, body: NewRequest },
      reply: RequestStage,
      limit: REQUEST_LIMIT,
      async handle({ params: { meetingId }, body }, call) {
        const kind = await requireLink(call, meetingId, store);
        const [meeting, { version }] = await Promise.all([
          store.find(meetingId),
          linkOf(meetingId, kind, store),
        ]);
        if (meeting === undefined) throw new RefusedError('linkUnknown');
        const from = { link: `${kind} ${version}`, address: call.address };
        return requests.hand(meeting, body, from);
      },
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meetingId/card',
      audience: 'link',
      takes: { params: Meeting },
      reply: ServedCard,
      limit: LOOK_LIMIT,
      async handle({ params: { meetingId } }, call) {
        const kind = await requireLink(call, meetingId, store);
        const { version, sealedCard } = await linkOf(meetingId, kind, store);
        return { kind, version, sealedCard: toBase64Url(sealedCard) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/requests/look',
      audience: 'link',
      takes: { body: AskRequest },
      reply: RequestStage,
      limit: LOOK_LIMIT,
      handle: ({ body }) => requests.look(body.token),
    }),
    route({
      method: 'GET',
      path: '/api/rights/requests',
      audience: 'account',
      takes: {},
      reply: RequestList,
      async handle(_input, call) {
        return requests.list((await signIns.requireAccount(call)).accountId);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/rights/requests/:requestId',
      audience: 'account',
      takes: { params: Request, body: RequestAnswer },
      async handle({ params, body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await requests.answer(accountId, params.requestId, body);
      },
    }),
  ];
}

/** The edition of a link that is in force now. Throws `linkUnknown`: it was replaced a moment ago. */
async function linkOf(meetingId: MeetingId, kind: LinkKind, store: MeetingStore) {
  const link = (await store.links(meetingId)).find((one) => one.kind === kind);
  if (link === undefined) throw new RefusedError('linkUnknown');
  return link;
}
