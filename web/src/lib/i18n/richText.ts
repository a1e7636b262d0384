/** A piece of a message: plain words, strong words, or a link inside this site. */
export type Piece =
  | { kind: 'words'; words: string }
  | { kind: 'strong'; words: string }
  | { kind: 'link'; words: string; href: string };

const marks =
  /\*\*(?<strong>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<href>\/[a-z/#-]*|https:\/\/[^)\s]+)\)/g;

/** Reads `[words](/path)` and `**words**`; everything else is words, so no message can bring markup. */
export function richText(message: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of message.matchAll(marks)) {
    if (match.index > end) pieces.push({ kind: 'words', words: message.slice(end, match.index) });
    const { strong, label, href } = match.groups ?? {};
    if (label !== undefined && href !== undefined)
      pieces.push({ kind: 'link', words: label, href });
    else pieces.push({ kind: 'strong', words: strong ?? '' });
    end = match.index + match[0].length;
  }
  if (end < message.length) pieces.push({ kind: 'words', words: message.slice(end) });
  return pieces;
}
