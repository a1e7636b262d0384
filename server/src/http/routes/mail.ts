import { MailSend, RelayKey, SendId, SendReport, StopToken } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import type { Mail } from '../../mail/buildMail.ts';
import { route, type Route } from '../Route.ts';

export interface MailRouteParts extends Pick<Mail, 'sends' | 'keys' | 'stops'> {
  readonly signIns: SignIns;
}

const One = v.strictObject({ sendId: SendId });
const Stop = v.strictObject({ token: StopToken });

/** A box for 50 people; more, so that a list of a thousand is told why it is refused. */
const SEND_BYTES = 192 * 1024;
const PER_MINUTE = { times: 60, perMs: 60_000 };

/** Mails of organizers, and the stop link that each of them carries. */
export function mailRoutes(parts: MailRouteParts): Route[] {
  return [...sendRoutes(parts), ...stopRoutes(parts)];
}

function sendRoutes({ sends, keys, signIns }: MailRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/mail/key',
      audience: 'account',
      takes: {},
      reply: RelayKey,
      limit: PER_MINUTE,
      async handle(_input, call) {
        await signIns.requireAccount(call);
        return keys.current();
      },
    }),
    route({
      method: 'POST',
      path: '/api/mail/sends',
      audience: 'account',
      takes: { body: MailSend },
      reply: SendReport,
      maxBodyBytes: SEND_BYTES,
      limit: PER_MINUTE,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return sends.send(accountId, body);
      },
    }),
    route({
      method: 'GET',
      path: '/api/mail/sends/:sendId',
      audience: 'account',
      takes: { params: One },
      reply: SendReport,
      async handle({ params }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return sends.report(accountId, params.sendId);
      },
    }),
  ];
}

/**
 * [R65] What the header of a mail names (RFC 8058): a POST stops, and looking changes nothing, as
 * scanners of links look at everything. There is no GET here: people come to `/stop` of the client.
 */
function stopRoutes({ stops }: MailRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/mail/stop/:token',
      audience: 'anyone',
      takes: { params: Stop },
      limit: PER_MINUTE,
      // Mail programs send it, from anywhere.
      anyOrigin: true,
      handle: ({ params }) => stops.stop(params.token),
    }),
    route({
      method: 'DELETE',
      path: '/api/mail/stop/:token',
      audience: 'anyone',
      takes: { params: Stop },
      limit: PER_MINUTE,
      handle: ({ params }) => stops.resume(params.token),
    }),
  ];
}
