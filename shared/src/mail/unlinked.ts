/** A dot as it stands in names of hosts: before two letters or more. Not that of `z.B.`, nor of 10.30. */
const HOST_DOTS = /(?<=[\p{L}\p{M}\p{N}_-])[.\uFF0E](?=[\p{L}\p{M}]{2})/gu;
/** Enough for some programs, whatever stands behind it. */
const WEB_HOSTS = /\b(?<www>www\d?)\./giu;
/** What mail programs know as the beginning of an address without two strokes behind it. */
const SCHEMES =
  /\b(?<scheme>mailto|tel|sms|smsto|callto|skype|sips?|xmpp|geo|magnet|data|javascript|vbscript|file|facetime|whatsapp|news|urn):(?=\S)/giu;
/** Shares of Windows networks. */
const SHARES = /\\\\(?=[^\s\\])/gu;

/**
 * [S-17] Text in which mail programs find nothing to make a link of: `https[:]//meet[.]example`. People still
 * read what it was. Whatever is in a mail beside the program's own words goes through this.
 */
export function unlinked(text: string): string {
  return text
    .replaceAll(HOST_DOTS, '[.]')
    .replaceAll(WEB_HOSTS, '$<www>[.]')
    .replaceAll('://', '[:]//')
    .replaceAll(SCHEMES, '$<scheme>[:]')
    .replaceAll(SHARES, '\\ \\');
}
