import * as v from 'valibot';
import { Address, InviteToken } from './accountApi.ts';
import { AuthKey, NewPassword, VaultChange } from './vaultApi.ts';

/** 256 random bits that only the mailbox has; the server keeps their hash. They travel in bodies alone. */
const LinkToken = InviteToken;

/** POST /api/address/look: what a mailed link is for. Looking changes nothing: mail scanners look too. */
export const AskAddressLink = v.strictObject({ token: LinkToken });
export const AddressLink = v.strictObject({
  /** `undo` goes to a former address, `restore` to the present one: it takes back another kit or second factor. */
  does: v.picklist(['verify', 'change', 'undo', 'restore']),
  /** The one that the link was mailed to. */
  address: v.string(),
});
export type AddressLink = v.InferOutput<typeof AddressLink>;

/** POST /api/account/address: mails a link to another address. Nothing changes until it is used. */
export const AskAddressChange = v.strictObject({ address: Address, authKey: AuthKey });
export type AskAddressChange = v.InferOutput<typeof AskAddressChange>;

/**
 * PUT /api/account/address: the mailed token and the present password. The address salts the password,
 * so the same password becomes another opener. Ends all other sign-ins.
 */
export const AddressChange = v.strictObject({
  token: LinkToken,
  authKey: AuthKey,
  password: NewPassword,
  vault: VaultChange,
});
export type AddressChange = v.InferOutput<typeof AddressChange>;
