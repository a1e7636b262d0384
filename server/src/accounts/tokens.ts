import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, for a cookie or a one-time link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. Looking it up by this tells nothing through its timing. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
