import type { Handed } from './Transport.ts';

/** Steps at which a final no is about this one address or this one mail, not about us. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/**
 * [M-6] What a failed submission means for the person it was for. `begun`: whether any of the mail
 * had left us. A refusal is theirs only when the mail server refuses their address or their mail;
 * a line that breaks without an answer after the mail has begun leaves it `unknown`.
 */
export function outcomeOf(error: unknown, begun: boolean): Handed {
  const status = Number(read(error, 'responseCode') ?? 0);
  if (status >= 500 && ABOUT_THE_MAIL.has(String(read(error, 'command')))) return 'refused';
  if (status >= 400) return 'failed';
  return begun ? 'unknown' : 'failed';
}

function read(error: unknown, name: 'command' | 'responseCode'): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined;
}
