import type { FactorKind } from '@conclave/shared/wire/secondFactorApi';

/** What is about to change about second factors. */
export type Change =
  { readonly does: 'totp' | 'sms' | 'codes' } | { readonly does: 'off'; readonly kind: FactorKind };
