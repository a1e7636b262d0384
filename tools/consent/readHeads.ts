/**
 * [G-7] Heads that mails tell, by position: `4.<43 letters>`. Takes whatever a mail program saves or copies;
 * a mail on its way breaks long lines with `=`.
 */
export function readHeads(mails: string): Map<number, string> {
  const whole = mails.replaceAll(/=\r?\n/gu, '');
  const heads = new Map<number, string>();
  for (const [, position, head] of whole.matchAll(
    /(?<![\w.-])(\d{1,10})\.([\w-]{43})(?![\w-])/gu,
  )) {
    if (head !== undefined) heads.set(Number(position), head);
  }
  return heads;
}
