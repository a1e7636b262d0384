import * as v from 'valibot';
import { AuthKey } from './vaultApi.ts';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** GET /api/account/closure: what would go with the account. */
export const ClosurePreview = v.strictObject({
  meetings: Count,
  files: Count,
  /** Whether nobody else is in the company: then it goes, too. */
  withCompany: v.boolean(),
  /** How long a closure can be taken back. */
  days: Count,
});
export type ClosurePreview = v.InferOutput<typeof ClosurePreview>;

/** POST /api/account/closure [R81]. `lastAdmin` if others would be left without an admin. */
export const AskClosure = v.strictObject({ authKey: AuthKey });
export const Closing = v.strictObject({ closesAt: v.pipe(v.number(), v.safeInteger()) });
