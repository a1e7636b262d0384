import { RefusedError } from '@conclave/shared/RefusedError';
import { SupportQuestion } from '@conclave/shared/wire/supportApi';
import type { Mailer } from '../../mail/Mailer.ts';
import { route, type Route } from '../Route.ts';

/** Each becomes a mail in a mailbox that a person reads. */
const LIMIT = { times: 5, perMs: 3_600_000 };

export interface SupportRouteParts {
  readonly mailer: Mailer;
  /** Of the controller; undefined in development, where nobody reads them. */
  readonly to: string | undefined;
}

/** [R136, R137] A question becomes a mail to whoever runs this instance. Nothing of it is stored. */
export function supportRoutes({ mailer, to }: SupportRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/support',
      audience: 'anyone',
      takes: { body: SupportQuestion },
      limit: LIMIT,
      handle({ body }) {
        if (to === undefined) throw new RefusedError('unavailable');
        const { replyTo, text, language } = body;
        mailer.send({ kind: 'supportQuestion', to, language, replyTo, text });
      },
    }),
  ];
}
