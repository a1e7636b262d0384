/** What no line of a mail may hold: line breaks end headers, and invisible letters turn text around [T27]. */
export const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The same, and everything else that is drawn as nothing: fillers, selectors, half letters. Of what many people wrote. */
export const HIDDEN_IN_TEXT =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/u;

const EVERY_HIDDEN = new RegExp(HIDDEN_IN_TEXT.source, 'gu');

/** A line with nothing in it that is not seen. A tab becomes a space. */
export function visibleOnly(line: string): string {
  return line.replaceAll('\t', ' ').replaceAll(EVERY_HIDDEN, '');
}
