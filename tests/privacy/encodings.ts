/**
 * The byte strings under which a text may lie in a file or in memory: as it is, as UTF-16, in hex, percent
 * and quoted-printable, and in base64 and base64url at each of the three alignments, with the letters
 * at the edges cut off, which depend on what stands beside it. For ASCII letters and digits, for which
 * JSON, percent and quoted-printable change nothing.
 */
export function encodingsOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text, 'ascii');
  const hex = bytes.toString('hex');
  const written = [hex, hex.toUpperCase(), ...[0, 1, 2].flatMap((shift) => base64At(bytes, shift))];
  const forms = [bytes, Buffer.from(text, 'utf16le'), ...written.map((form) => Buffer.from(form))];
  const different = new Map(forms.map((form) => [form.toString('latin1'), form]));
  return [...different.values()];
}

/** What stands for these bytes in base64 when `shift` bytes stand before them. */
function base64At(bytes: Buffer, shift: number): readonly string[] {
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
  const cutBefore = [0, 2, 3][shift] ?? 0;
  // The last letters also depend on what follows.
  const whole = Math.floor((shifted.length * 8) / 6);
  const middle = (form: string): string => form.slice(cutBefore, whole);
  return [middle(shifted.toString('base64')), middle(shifted.toString('base64url'))];
}
