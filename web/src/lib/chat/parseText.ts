/** A piece of a message as it is shown. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly text: string }
  /** A character that would not be seen, or would turn others around: shown by its number. */
  | { readonly kind: 'hidden'; readonly text: string };

const PROTOCOLS = ['http:', 'https:', 'mailto:'];
const MAX_LINK_LENGTH = 2_000;

/** Bidi overrides, embeddings and isolates, controls, invisible operators, fillers and tags. */
/* eslint-disable no-control-regex, no-misleading-character-class -- signs that are not seen are what is looked for */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;

/** After these a joiner makes one sign of two, as in emoji and in scripts whose letters join. */
const JOINS =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;

/* eslint-enable no-control-regex, no-misleading-character-class */

const ADDRESS = /(?<![\p{L}\p{N}:])(?:https?:\/\/|mailto:)[^\s<>"']+/giu;

/** Takes a message apart into what can be shown without misleading anybody. */
export function parseText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnd(match[0]);
    const link = linkOf(address);
    if (link === undefined) continue;
    pieces.push(...visible(text.slice(from, match.index)), link);
    from = match.index + address.length;
  }
  return [...pieces, ...visible(text.slice(from))];
}

/** Sentences end behind addresses, and addresses stand in brackets. */
function withoutEnd(address: string): string {
  const plain = address.replace(/[.,;:!?…]+$/u, '');
  return plain.endsWith(')') && !plain.includes('(') ? plain.slice(0, -1) : plain;
}

/** Undefined where an address could look like another: then it stays text. */
function linkOf(address: string): Piece | undefined {
  if (address.length > MAX_LINK_LENGTH || HIDDEN.test(address) || !URL.canParse(address)) {
    return undefined;
  }
  const { protocol, username, password, host, href } = new URL(address);
  if (!PROTOCOLS.includes(protocol) || username !== '' || password !== '') return undefined;
  if (protocol === 'mailto:') return { kind: 'link', href, text: address };
  // Where the name of the host is not written as it is asked for, the address is shown as it is asked for.
  const typed = address.slice(address.indexOf('//') + 2).toLowerCase();
  return { kind: 'link', href, text: typed.startsWith(host) ? address : href };
}

function visible(text: string): Piece[] {
  if (!HIDDEN.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const pieces: Piece[] = [];
  let plain = '';
  let before = '';
  for (const sign of text) {
    if (!HIDDEN.test(sign) || isHarmless(sign, before)) {
      plain += sign;
    } else {
      if (plain !== '') pieces.push({ kind: 'text', text: plain });
      pieces.push({ kind: 'hidden', text: numbered(sign) });
      plain = '';
    }
    before = sign;
  }
  return plain === '' ? pieces : [...pieces, { kind: 'text', text: plain }];
}

/** Marks that only say which way a script runs are kept: each message stands apart from what is around it. */
const DIRECTIONS = ['\u200e', '\u200f', '\u061c'];
/** Zero-width joiner and non-joiner. */
const JOINERS = ['\u200d', '\u200c'];

function isHarmless(sign: string, before: string): boolean {
  return DIRECTIONS.includes(sign) || (JOINERS.includes(sign) && JOINS.test(before));
}

function numbered(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** As parseText shows it, in one line: for quotes, toasts and what is read out. */
export function plainText(text: string): string {
  return parseText(text)
    .map((piece) => (piece.kind === 'hidden' ? `[${piece.text}]` : piece.text))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

const FEW_SIGNS = /^(?:\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}|\p{Emoji_Modifier})*){1,6}$/u;

/** Whether a text is one to six signs and no words: they are seen from afar. */
export function isFewSigns(text: string): boolean {
  return FEW_SIGNS.test(text);
}
