import * as v from 'valibot';
import { MeetingId } from '../ids.ts';
import { MAX_LOBBY_CARD_BYTES } from '../limits.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';
import { LinkKind } from './peerRequests.ts';

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const version = v.pipe(v.string(), v.maxLength(40));

const sealed = (bytes: number) => base64Url(1, bytes);

/** Longest text of a request, or of an answer, in bytes; sealing adds what it adds. */
export const MAX_REQUEST_TEXT_BYTES = 4_000;
const MAX_SEALED_REQUEST_BYTES = MAX_REQUEST_TEXT_BYTES + 1_200;

export const afterDeathChoices = ['undecided', 'delete', 'handOver'] as const;

/** GET /api/rights: what somebody asked of their data, and what they are to be told. */
export const RightsStanding = v.strictObject({
  /** [R9] Versions in force, and whether this account has acknowledged them. */
  policyVersion: version,
  acknowledged: v.boolean(),
  termsChanged: v.boolean(),
  restrictedAt: v.nullable(moment),
  noStatistics: v.boolean(),
  afterDeath: v.picklist(afterDeathChoices),
  openRequests: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type RightsStanding = v.InferOutput<typeof RightsStanding>;

/** PATCH /api/rights: what is left out stays as it is. */
export const RightsChange = v.strictObject({
  restricted: v.optional(v.boolean()),
  noStatistics: v.optional(v.boolean()),
  afterDeath: v.optional(v.picklist(afterDeathChoices)),
});
export type RightsChange = v.InferOutput<typeof RightsChange>;

/** POST /api/rights/acknowledgement: the versions that were shown; others are refused as `termsRequired`. */
export const Acknowledgement = v.strictObject({
  policyVersion: version,
  termsVersion: version,
  dpaVersion: version,
});
export type Acknowledgement = v.InferOutput<typeof Acknowledgement>;

/** A cell as it is stored: bytes as base64url, marked so that nobody takes them for a text. */
const Cell = v.union([v.string(), v.number(), v.null(), v.strictObject({ bytes: v.string() })]);

/** GET /api/rights/export: what the server holds of an account, by the export plan [R102, R103]. */
export const ServerExport = v.strictObject({
  madeAt: moment,
  policyVersion: version,
  tables: v.array(
    v.strictObject({
      table: v.string(),
      /** Columns whose values are ciphertext. */
      sealed: v.array(v.string()),
      rows: v.array(v.record(v.string(), Cell)),
      /** More rows than an answer holds. */
      more: v.boolean(),
    }),
  ),
});
export type ServerExport = v.InferOutput<typeof ServerExport>;

/** GET /api/meetings/:meetingId/card, by whoever shows the join proof of a link: whom a request is sealed to. */
export const ServedCard = v.strictObject({
  kind: LinkKind,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  sealedCard: sealed(MAX_LOBBY_CARD_BYTES),
});

/** 256 random bits that only the receipt holds. */
const ReceiptToken = fixedBase64Url(32);
export const RequestId = v.pipe(v.string(), v.uuid());

/** POST /api/meetings/:meetingId/requests, by whoever shows the join proof of a link. */
export const NewRequest = v.strictObject({
  sealedRequest: sealed(MAX_SEALED_REQUEST_BYTES),
  /** SHA-256 of the receipt's token. */
  receiptHash: ReceiptToken,
});
export type NewRequest = v.InferOutput<typeof NewRequest>;

const stages = { receivedAt: moment, dueAt: moment, answeredAt: v.nullable(moment) };
const sealedAnswer = v.nullable(sealed(MAX_SEALED_REQUEST_BYTES));

/** What became of a request, for whoever made it. */
export const RequestStage = v.strictObject({ ...stages, sealedAnswer });
export type RequestStage = v.InferOutput<typeof RequestStage>;

/** POST /api/requests/look: the token travels in the body, never in a path. */
export const AskRequest = v.strictObject({ token: ReceiptToken });

/** GET /api/rights/requests: those of all meetings of the account, the most urgent first. */
export const RequestList = v.strictObject({
  requests: v.array(
    v.strictObject({
      id: RequestId,
      meetingId: MeetingId,
      ...stages,
      sealedRequest: sealed(MAX_SEALED_REQUEST_BYTES),
    }),
  ),
});
export type RequestList = v.InferOutput<typeof RequestList>;

/** PUT /api/rights/requests/:requestId: answered, with an answer for the receipt or without. */
export const RequestAnswer = v.strictObject({ sealedAnswer });
export type RequestAnswer = v.InferOutput<typeof RequestAnswer>;
