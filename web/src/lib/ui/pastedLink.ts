/** What somebody pasted: a link of this site, or what is wrong with it. */
export type PastedLink =
  | { kind: 'link'; address: string }
  | { kind: 'empty' }
  | { kind: 'noLink' }
  | { kind: 'cut' }
  | { kind: 'elsewhere'; host: string };

const addresses = /https?:\/\/[^\s<>"]+/gi;
/** A meeting or a summary; the secret stands behind the # which some mail programs encode. */
const place = /^\/(?<kind>[ms])\/(?<id>[\w-]+)(?:#|%23|%2523)?(?<secret>.*)$/i;
const sentenceEnd = /[).,;:!?'»”\]]+$/;

/**
 * Finds the link in what somebody pasted, which may be a whole invitation. The secret part is put
 * behind a # again, so that it stays in this browser.
 */
export function pastedLink(text: string, origin: string): PastedLink {
  if (text.trim() === '') return { kind: 'empty' };
  for (const [found] of text.matchAll(addresses)) {
    const link = linkAt(found.replace(sentenceEnd, ''), origin);
    if (link !== undefined) return link;
  }
  return { kind: 'noLink' };
}

function linkAt(address: string, origin: string): PastedLink | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const { kind, id, secret } = place.exec(`${url.pathname}${url.hash}`)?.groups ?? {};
  if (kind === undefined || id === undefined) return undefined;
  if (url.origin !== origin) return { kind: 'elsewhere', host: url.host };
  if (secret === undefined || secret === '') return { kind: 'cut' };
  return { kind: 'link', address: `/${kind}/${id}#${secret}` };
}
