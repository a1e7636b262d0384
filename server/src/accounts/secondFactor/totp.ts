import { Secret as TotpSecret, TOTP } from 'otpauth';
import { CODE_DIGITS } from '@conclave/shared/wire/secondFactorApi';

/** What every app knows: RFC 6238 with SHA-1, six digits, half a minute. Others are ignored by some apps. */
const SETTINGS = { algorithm: 'SHA1', digits: CODE_DIGITS, period: 30 } as const;
const STEP_MS = SETTINGS.period * 1000;

/** Clocks may differ by one step. More helps guessing; none refuses people who type slowly. */
const WINDOW = 1;

const SECRET_BYTES = 20;

/** 160 random bits in base32. */
export function newTotpSecret(): string {
  return new TotpSecret({ size: SECRET_BYTES }).base32;
}

/** What apps read from a QR code. */
export function totpUri(secret: string, address: string): string {
  return totp(secret, address).toString();
}

/** The half minute whose code this is, if it is one of the three that count now. */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  const token = code.replace(/\s/gu, '');
  if (!/^\d{6}$/u.test(token)) return undefined;
  const delta = totp(secret).validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / STEP_MS) + delta;
}

function totp(secret: string, label = 'account'): TOTP {
  return new TOTP({
    ...SETTINGS,
    issuer: 'Conclave',
    label,
    secret: TotpSecret.fromBase32(secret),
  });
}
