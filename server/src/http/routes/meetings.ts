import { MeetingId } from '@conclave/shared/ids';
import { DeletionReceipt, MeetingInventory } from '@conclave/shared/wire/deletionApi';
import {
  CreateMeeting,
  MeetingList,
  RecordList,
  ReplaceLinks,
} from '@conclave/shared/wire/meetingApi';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import type { Meetings } from '../../meetings/Meetings.ts';
import { route, type Route } from '../Route.ts';

const One = v.strictObject({ meetingId: MeetingId });

/** Two cards with topic and notice, two link proofs, one key record. */
const MEETING_BYTES = 256 * 1024;

export interface MeetingRouteParts {
  readonly meetings: Meetings;
  readonly signIns: SignIns;
}

/** The organizer's own meetings. */
export function meetingRoutes({ meetings, signIns }: MeetingRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/meetings',
      audience: 'account',
      takes: { body: CreateMeeting },
      maxBodyBytes: MEETING_BYTES,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await meetings.create(accountId, body);
      },
    }),
    route({
      method: 'GET',
      path: '/api/meetings',
      audience: 'account',
      takes: {},
      reply: MeetingList,
      async handle(_input, call) {
        const { accountId } = await signIns.requireAccount(call);
        return meetings.list(accountId);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/meetings/:meetingId/links',
      audience: 'account',
      takes: { params: One, body: ReplaceLinks },
      maxBodyBytes: MEETING_BYTES,
      async handle({ params, body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await meetings.replaceLinks(accountId, params.meetingId, body);
      },
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meetingId/records',
      audience: 'account',
      takes: { params: One },
      reply: RecordList,
      async handle({ params }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return meetings.records(accountId, params.meetingId);
      },
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meetingId/inventory',
      audience: 'account',
      takes: { params: One },
      reply: MeetingInventory,
      async handle({ params }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return meetings.inventory(accountId, params.meetingId);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/meetings/:meetingId',
      audience: 'account',
      takes: { params: One },
      reply: DeletionReceipt,
      async handle({ params }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return meetings.delete(accountId, params.meetingId);
      },
    }),
  ];
}
