/** Longer ones are no addresses that people share; they only make rendering slow. */
const MAX_LINK_LENGTH = 2048;

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * The target if it may be opened: an absolute address of the web or of mail, in the spelling that the browser
 * will use. Asked wherever a link is taken in, shown, opened and exported, because a document may hold anything.
 */
export function safeLink(target: unknown): string | undefined {
  if (typeof target !== 'string' || target.length > MAX_LINK_LENGTH) return undefined;
  const url = URL.parse(target.trim());
  if (url === null || !schemes.has(url.protocol)) return undefined;
  return url.href;
}

/** What somebody typed as a target: `example.org` means https, `a@b.org` means mail. */
export function linkFromInput(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return safeLink(`mailto:${text}`);
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return safeLink(text);
  return /^[^\s/]+\.[^\s]+$/.test(text) ? safeLink(`https://${text}`) : undefined;
}
