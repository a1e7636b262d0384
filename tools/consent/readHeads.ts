/** [G-7] What a mail says of the chain. */
export interface MailHead {
  readonly position: number;
  readonly head: string;
  /** ms since 1970; undefined where the text has no `Date` line, as when it was copied. */
  readonly sentAt: number | undefined;
  /** Where it stands; undefined for a text that was in no file. */
  readonly file?: string;
}

/**
 * [G-7] Heads of all mails in a file: one mail, or a mailbox (RFC 4155), in which each begins with a line `From `. Told
 * apart, so that the date of one is not that of another.
 */
export function readMailbox(text: string, file: string): MailHead[] {
  return text
    .split(/^From /mu)
    .flatMap((mail) => readHeads(mail).map((head) => ({ ...head, file })));
}

/**
 * [G-7] Heads that a mail tells, as `4.<43 letters>`. Takes whatever a mail program saves or copies: a mail on its way
 * breaks long lines with `=` or is written in base64.
 */
export function readHeads(mail: string): MailHead[] {
  const whole = [mail, ...unpacked(mail)].join('\n').replaceAll(/=\r?\n/gu, '');
  const date = /^date:[ \t]*(.+)$/imu.exec(mail)?.[1];
  // eslint-disable-next-line no-restricted-globals -- reads a time that a mail tells
  const at = date === undefined ? NaN : Date.parse(date);
  const sentAt = Number.isNaN(at) ? undefined : at;
  const heads = new Map<string, MailHead>();
  for (const [text, position, head] of whole.matchAll(
    /(?<![\w.-])(\d{1,10})\.([\w-]{43})(?![\w-])/gu,
  )) {
    if (head !== undefined) heads.set(text, { position: Number(position), head, sentAt });
  }
  return [...heads.values()];
}

/** The parts of a mail that are written in base64. */
function unpacked(mail: string): string[] {
  const parts = mail.matchAll(
    /^content-transfer-encoding:[ \t]*base64[ \t]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n((?:[\w+/=]+\r?\n?)+)/gimu,
  );
  return [...parts].map(([, body = '']) => Buffer.from(body, 'base64').toString('utf8'));
}
