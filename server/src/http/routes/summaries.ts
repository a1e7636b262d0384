import { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { RelayKey } from '@conclave/shared/wire/mailApi';
import {
  AddSummaryBoxes,
  ArmSummary,
  OpenedSummary,
  SummaryId,
  SummaryList,
} from '@conclave/shared/wire/summaryApi';
import { AwaitedText, MAX_TEXT_BYTES, PutSummaryText } from '@conclave/shared/wire/summaryTextApi';
import * as v from 'valibot';
import type { FileCallers } from '../../files/FileCallers.ts';
import type { Mail } from '../../mail/buildMail.ts';
import type { Summaries } from '../../summary/Summaries.ts';
import type { SummaryTexts } from '../../summary/SummaryTexts.ts';
import type { SummaryReaders } from '../../summary/SummaryReaders.ts';
import { route, type Route } from '../Route.ts';

const OfMeeting = v.strictObject({ meetingId: MeetingId });
const One = v.strictObject({ meetingId: MeetingId, summaryId: SummaryId });
const Link = v.strictObject({ summaryId: SummaryId });

const path = '/api/meetings/:meetingId/summaries';

/** Somebody changes their mind a few times; a whole class may sit behind one address. */
const PER_MINUTE = { times: 120, perMs: 60_000 };
/** 500 boxes of some 200 letters. */
const BOXES_BYTES = 128 * 1024;
/** Base64url, with the ids around it. */
const TEXT_BODY_BYTES = MAX_TEXT_BYTES * 1.5;

export interface SummaryRouteParts {
  readonly summaries: Summaries;
  readonly texts: SummaryTexts;
  readonly readers: SummaryReaders;
  readonly callers: Pick<FileCallers, 'of'>;
  readonly keys: Mail['keys'];
}

/** summary.md: what participants prepare while the meeting runs, and what the link in the mail opens. */
export function summaryRoutes(parts: SummaryRouteParts): Route[] {
  return [...ownRoutes(parts), ...leaderRoutes(parts), ...textRoutes(parts), openRoute(parts)];
}

function ownRoutes({ summaries, callers, keys }: SummaryRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: `${path}/key`,
      audience: 'link',
      takes: { params: OfMeeting },
      reply: RelayKey,
      limit: PER_MINUTE,
      async handle({ params }, call) {
        await callers.of(call, params.meetingId);
        return keys.current();
      },
    }),
    route({
      method: 'GET',
      path,
      audience: 'link',
      takes: { params: OfMeeting },
      reply: SummaryList,
      async handle({ params }, call) {
        return summaries.list(await callers.of(call, params.meetingId));
      },
    }),
    route({
      method: 'PUT',
      path: `${path}/:summaryId`,
      audience: 'link',
      takes: { params: One, body: ArmSummary },
      limit: PER_MINUTE,
      async handle({ params: { meetingId, summaryId }, body }, call) {
        await summaries.arm(await callers.of(call, meetingId), summaryId, body);
      },
    }),
    route({
      method: 'DELETE',
      path: `${path}/:summaryId`,
      audience: 'link',
      takes: { params: One },
      async handle({ params: { meetingId, summaryId } }, call) {
        await summaries.drop(await callers.of(call, meetingId), summaryId);
      },
    }),
  ];
}

function leaderRoutes({ summaries, callers }: SummaryRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: `${path}/boxes`,
      audience: 'link',
      takes: { params: OfMeeting, body: AddSummaryBoxes },
      maxBodyBytes: BOXES_BYTES,
      limit: PER_MINUTE,
      async handle({ params, body }, call) {
        await summaries.addBoxes(await callers.of(call, params.meetingId), body);
      },
    }),
    route({
      method: 'POST',
      path: `${path}/:summaryId/resend`,
      audience: 'account',
      takes: { params: One },
      limit: PER_MINUTE,
      async handle({ params: { meetingId, summaryId } }, call) {
        await summaries.resend(await callers.of(call, meetingId), summaryId);
      },
    }),
  ];
}

/** [S-17] What stands in the mails of those who wait for it, by the meeting's account. */
function textRoutes({ texts, callers }: SummaryRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: `${path}/text`,
      audience: 'account',
      takes: { params: OfMeeting },
      reply: AwaitedText,
      async handle({ params }, call) {
        return texts.awaited(await callers.of(call, params.meetingId));
      },
    }),
    route({
      method: 'PUT',
      path: `${path}/text`,
      audience: 'account',
      takes: { params: OfMeeting, body: PutSummaryText },
      maxBodyBytes: TEXT_BODY_BYTES,
      limit: PER_MINUTE,
      async handle({ params, body }, call) {
        await texts.put(await callers.of(call, params.meetingId), body);
      },
    }),
  ];
}

/** [S-8] A POST, and with what only the link holds: who looks at an address opens nothing. */
function openRoute({ summaries, readers }: SummaryRouteParts): Route {
  return route({
    method: 'POST',
    path: '/api/summaries/:summaryId/open',
    audience: 'link',
    takes: { params: Link },
    reply: OpenedSummary,
    limit: PER_MINUTE,
    async handle({ params }, call) {
      const reader = await readers.of(call);
      if (reader?.summary.id !== params.summaryId) throw new RefusedError('notFound');
      return summaries.open(reader);
    },
  });
}
