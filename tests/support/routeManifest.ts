import { ORDER_OVERHEAD_BYTES } from '../../shared/src/wire/mailApi.ts';
import {
  SUMMARY_BOX_BYTES,
  SUMMARY_ORDER_BYTES,
  SUMMARY_SELF_BYTES,
} from '../../shared/src/wire/summaryApi.ts';
import { TEXT_STEP_BYTES } from '../../shared/src/wire/summaryTextApi.ts';

/**
 * Every HTTP route and who may call it; tests/integration/isolation.test.ts fails on a route that is not
 * here. A new route is one line.
 *
 *   page      a file of the web client, the same for everybody
 *   mailbox   the development server's own, not there in production
 *   open      anybody, and the answer is the same for everybody or about the caller alone
 *   account   whoever is signed in, about the caller's own things
 *   own       one thing of the caller, named in the path: what is foreign does not exist
 *   admin     admins, about their own company
 *   member    whoever is in the meeting, or its organizer
 *   link      whoever holds a link, or a token
 *   operator  whoever has the operator's token
 */
type Audience =
  'page' | 'mailbox' | 'open' | 'account' | 'own' | 'admin' | 'member' | 'link' | 'operator';

/** With a body that the server would accept, so that not its form is what is refused. */
interface Rule {
  readonly audience: Audience;
  readonly body?: unknown;
}

const may =
  (audience: Audience) =>
  (body?: unknown): Rule => ({ audience, body });
const [page, mailbox] = [may('page'), may('mailbox')];
const [open, account, own, admin] = [may('open'), may('account'), may('own'), may('admin')];
const [member, link, operator] = [may('member'), may('link'), may('operator')];

const statements = { live: 'x', archive: 'x', summary: 'x' };
const wording = { intro: 'x', statements, details: 'x' };
const DOCUMENTS = '/api/meetings/:meetingId/documents';
const FILES = '/api/meetings/:meetingId/files';
const INBOX = '/api/meetings/:meetingId/inbox';
const SUMMARIES = '/api/meetings/:meetingId/summaries';
const zeros = (bytes: number): string => Buffer.alloc(bytes).toString('base64url');
const box = { recordNumber: 1, sealedKey: zeros(SUMMARY_BOX_BYTES) };
const order = { sendId: zeros(16), keyId: zeros(16), sealedOrder: zeros(SUMMARY_ORDER_BYTES) };
const armSummary = {
  ...{ box, order },
  accessHash: zeros(32),
  sealedSelf: zeros(SUMMARY_SELF_BYTES),
};
const summaryText = {
  sessionId: Buffer.alloc(16, 1).toString('base64url'), // none is zero [K-4]
  keyId: zeros(16),
  answersUntil: null,
  sealedText: zeros(ORDER_OVERHEAD_BYTES + TEXT_STEP_BYTES),
};
const summaryBoxes = { boxes: [{ ...box, summaryId: zeros(16) }] };
const hostLink = { keys: [{ meetingId: zeros(16), sealedHost: zeros(64) }], fresh: true };
const FACTOR = '/api/account/second-factor';

export const routeManifest: Readonly<Record<string, Rule>> = {
  'GET /healthz': open(),
  'GET /readyz': open(),
  'GET /api/instance': open(),
  'GET /api/data-map': open(),
  'POST /api/csp': open(),
  'POST /api/connection-test': open(),
  'POST /api/connection-test/:testId/connect': open(),
  'DELETE /api/connection-test/:testId': open(),
  'GET /': page(),
  'GET /*': page(),
  'GET /_app/immutable/*': page(),
  'GET /dev/mail': mailbox(),
  'GET /dev/mail.json': mailbox(),
  'GET /dev/mail/:id/html': mailbox(),
  'GET /dev/mail/:id/text': mailbox(),
  'GET /dev/mail/:id/source': mailbox(),

  'POST /api/accounts': open(),
  'POST /api/recovery/open': open(),
  'POST /api/recovery/password': open(),
  'POST /api/prelogin': open(),
  'GET /api/session': open(),
  'POST /api/session': open(),
  'POST /api/second-step': open(),
  'POST /api/second-step/sms': open(),
  'POST /api/invites/look': open(),
  'POST /api/address/look': open(),
  'POST /api/address/verify': open(),
  'POST /api/address/undo': open(),

  'GET /api/account': account(),
  'PATCH /api/account': account({ firstName: 'Eve', lastName: 'Else', language: 'en' }),
  'GET /api/account/opener': account(),
  'PUT /api/account/password': account(),
  'PUT /api/account/kit': account(),
  'POST /api/account/address': account(),
  'PUT /api/account/address': account(),
  'POST /api/account/address/verification': account(),
  'GET /api/account/closure': account(),
  'POST /api/account/closure': account(),
  'DELETE /api/account/closure': account(),
  'GET /api/account/sign-ins': account(),
  'DELETE /api/account/sign-ins/:id': account(),
  [`GET ${FACTOR}`]: account(),
  [`POST ${FACTOR}/step`]: account(),
  [`POST ${FACTOR}/totp`]: account(),
  [`POST ${FACTOR}/sms`]: account(),
  [`POST ${FACTOR}/:kind/confirm`]: account(),
  [`POST ${FACTOR}/codes`]: account(),
  [`POST ${FACTOR}/off`]: account(),
  'GET /api/vault': account(),
  'GET /api/vault/items/:kind': account(),
  'POST /api/vault/changes': account(),

  'PATCH /api/company': admin({ accountName: 'Elsewhere', companyName: null }),
  'POST /api/company/invites': admin({ role: 'organizer' }),
  'DELETE /api/company/invites/:inviteId': admin(),
  'GET /api/company/members': admin(),
  'GET /api/company/members/:accountId/belongings': admin(),
  'PATCH /api/company/members/:accountId': admin({ to: 'suspended' }),
  'GET /api/company/policy': account(),
  'PUT /api/company/policy': admin(),
  'GET /api/company/texts': account(),
  'POST /api/company/texts': admin({ name: 'x', language: 'en', wording }),
  'GET /api/company/texts/:textId/versions': own(),
  'POST /api/company/texts/:textId/versions': admin({
    language: 'en',
    wording,
    expectedVersion: 1,
  }),
  'PATCH /api/company/texts/:textId': admin({ retired: true }),
  'GET /api/company/usage': admin(),
  'GET /api/company/audit': admin(),
  'GET /api/operator/health': operator(),

  'GET /api/rights': account(),
  'PATCH /api/rights': account({ afterDeath: 'undecided' }),
  'POST /api/rights/acknowledgement': account(),
  'GET /api/rights/export': account(),
  'GET /api/rights/requests': account(),
  'PUT /api/rights/requests/:requestId': own({ sealedAnswer: null }),
  'POST /api/meetings/:meetingId/requests': link(),
  'GET /api/meetings/:meetingId/card': link(),
  'POST /api/requests/look': link({ token: 'A'.repeat(43) }),
  'PUT /api/meetings/:meetingId/statistics': link(),
  'GET /api/meetings/:meetingId/statistics': own(),
  'POST /api/support': open(),

  'POST /api/meetings': account(),
  'GET /api/meetings': account(),
  'PUT /api/meetings/:meetingId/links': own(),
  'GET /api/meetings/:meetingId/records': own(),
  'GET /api/meetings/:meetingId/inventory': own(),
  'DELETE /api/meetings/:meetingId': own(),
  'PUT /api/meetings/:meetingId/schedule': own(),
  'PUT /api/series/:seriesId': account(),
  'DELETE /api/series/:seriesId': account(),
  'GET /api/series/:seriesId': link(),
  'GET /api/host-links': account(),
  'PUT /api/host-links/:linkId': own(hostLink),
  'DELETE /api/host-links/:linkId': account(),
  'POST /api/host-links/open': account({ proof: zeros(32), accept: true }),
  'POST /api/host-links/exposed': account({ proof: zeros(32) }),

  [`GET ${DOCUMENTS}`]: member(),
  [`GET ${DOCUMENTS}/records`]: member(),
  [`POST ${DOCUMENTS}/authors`]: member(),
  [`POST ${DOCUMENTS}/entries`]: member(),
  [`POST ${DOCUMENTS}/checkpoints`]: member(),
  [`GET ${DOCUMENTS}/:place/log`]: member(),
  [`GET ${DOCUMENTS}/:place/checkpoints`]: member(),
  [`GET ${DOCUMENTS}/:place/checkpoints/:position`]: member(),
  [`PUT ${FILES}/:fileId`]: member(),
  [`PUT ${FILES}/:fileId/chunks/:index`]: member(),
  [`POST ${FILES}/:fileId/complete`]: member(),
  [`DELETE ${FILES}/:fileId`]: member(),
  [`GET ${FILES}/:fileId/state`]: member(),
  [`GET ${FILES}/:fileId/chunks/:index`]: member(),
  [`GET ${INBOX}`]: member(),
  [`POST ${INBOX}/:fileId/taken`]: member(),
  [`POST ${INBOX}/:fileId`]: link(),
  [`PUT ${INBOX}/:fileId/chunks/:index`]: link(),
  [`GET ${INBOX}/:fileId/state`]: link(),
  [`POST ${INBOX}/:fileId/complete`]: link(),
  [`DELETE ${INBOX}/:fileId`]: link(),

  'POST /api/meetings/:meetingId/consents': link(),
  'GET /api/meetings/:meetingId/consents': own(),

  [`GET ${SUMMARIES}`]: member(),
  [`GET ${SUMMARIES}/key`]: member(),
  [`PUT ${SUMMARIES}/:summaryId`]: member(armSummary),
  [`DELETE ${SUMMARIES}/:summaryId`]: member(),
  [`POST ${SUMMARIES}/boxes`]: member(summaryBoxes),
  [`POST ${SUMMARIES}/:summaryId/resend`]: member(),
  [`GET ${SUMMARIES}/text`]: own(),
  [`PUT ${SUMMARIES}/text`]: own(summaryText),
  'POST /api/summaries/:summaryId/open': link(),

  'GET /api/mail/key': account(),
  'POST /api/mail/sends': account(),
  'GET /api/mail/sends/:sendId': own(),
  'POST /api/mail/stop/:token': open(),
  'DELETE /api/mail/stop/:token': open(),

  // Last: it signs the caller out.
  'DELETE /api/account/sign-ins': account(),
  'DELETE /api/session': open(),
  'DELETE /api/browser': open(),
};
